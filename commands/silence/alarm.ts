import { z } from 'zod'
import { silenceAlarmModal } from '../../blocks/modal-ask.ts'
import { milliseconds, shortestMs } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { longestMs } from '../../src/operations/silence.ts'
import { subjectOf } from '../about.ts'
import { changeArgs } from '../change-args.ts'
import { ask } from '../reply.ts'
import { request } from '../request.ts'

export const silenceAlarm: Command = systemCommand({
  name: 'silence alarm',
  aliases: ['silence alarms'],
  summary: 'Switch off what CloudWatch’s alarms do',
  more: 'For a while.',
  example: 'silence alarm {alarm} --for 1h --reason "load test"',
  args: z.object({
    alarms: z.string().trim().max(1_000).describe('names of alarms').optional(),
    ...changeArgs,
    for: milliseconds(shortestMs, longestMs, 'alarms are off for 24 h at most')
      .describe('a duration')
      .meta({ help: 'for how long, up to 24 h; an hour without it' })
      .default(3_600_000),
  }),
  rest: 'alarms',
  permission: 'operators',
  async run(call) {
    const { alarms } = call.args
    if (!alarms) {
      const known = call.system.environments[call.environment]?.alarms ?? []
      if (known.length === 0)
        throw new UserError(
          `${call.system.title} ${call.environment} has no alarms: its system file would name them as \`alarms\`.`,
        )
      return ask(silenceAlarmModal(subjectOf(call, 'silence alarm'), known))
    }
    const input = { alarms: alarms.split(/[\s,]+/) }
    return request(call, { operation: 'silence alarm', input, all: true })
  },
})
