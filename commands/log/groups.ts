import { z } from 'zod'
import { milliseconds } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'
import { changeArgs, request } from '../request.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const longestMs = 31 * dayMs

export const logsRetention: Command = systemCommand({
  name: 'logs retention',
  summary: 'For how long logs are kept, and how much',
  more: 'Of each service.',
  example: 'logs retention',
  args: z.object({}),
  permission: 'responders',
  run: call => look(call, 'logs retention'),
})

export const logsRetain: Command = systemCommand({
  name: 'logs retain',
  summary: 'Keep a service’s log for so many days',
  more: 'Or for ever; what is older is deleted for good.',
  example: 'logs retain {service} 30d',
  needs: ['logs'],
  args: z.object({
    ...changeArgs,
    days: z
      .string()
      .trim()
      .regex(/^(?:\d{1,4}d?|for-?ever)$/i, 'expected days, as in 30d, or forever')
      .describe('days')
      .optional(),
  }),
  positional: ['service', 'days'],
  permission: 'operators',
  async run(call) {
    const { days } = call.args
    if (days === undefined) throw new UserError('For how long? As in: logs retain {service} 30d')
    const count = Number.parseInt(days, 10)
    return request(call, {
      operation: 'logs retain',
      input: { days: Number.isNaN(count) ? null : count },
      typed: { days },
    })
  },
})

export const logsExport: Command = systemCommand({
  name: 'logs export',
  summary: 'Copy a service’s log to a bucket',
  more: 'To the one that its system file names.',
  example: 'logs export {service} --since 24h',
  needs: ['logs'],
  args: z.object({
    ...changeArgs,
    since: milliseconds(minuteMs, longestMs, 'expected 31d at most: copy more in several')
      .default(dayMs)
      .meta({ help: 'how far back, as in 24h; a day without it' }),
  }),
  positional: ['service'],
  permission: 'operators',
  run(call) {
    const to = Math.floor(call.faces.now() / minuteMs) * minuteMs
    const from = to - Math.floor(call.args.since / minuteMs) * minuteMs
    return request(call, {
      operation: 'logs export',
      input: { from, to },
      typed: { since: `${(to - from) / minuteMs}m` },
    })
  },
})
