import { z } from 'zod'
import { maintenanceModal } from '../../blocks/modal-ask.ts'
import { asTyped, milliseconds, shortestMs } from '../../src/domain/duration.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { longestMs } from '../../src/operations/silence.ts'
import { subjectOf } from '../about.ts'
import { changeArgs } from '../change-args.ts'
import { ask } from '../reply.ts'
import { request } from '../request.ts'

const usualMs = 3_600_000

export const silencePagerDuty: Command = systemCommand({
  name: 'silence pagerduty',
  aliases: ['maintenance'],
  summary: 'Have PagerDuty page nobody for a while',
  more: 'For an environment (maintenance).',
  example: 'silence pagerduty --for 2h --reason "database migration"',
  args: z.object({
    ...changeArgs,
    for: milliseconds(
      shortestMs,
      longestMs,
      'maintenance lasts 24 h at most; plan what is longer in PagerDuty',
    )
      .describe('a duration')
      .meta({ help: 'for how long, up to 24 h; an hour without it' })
      .optional(),
  }),
  permission: 'operators',
  async run({ args: { for: asked, ...args }, ...call }) {
    const isAsked = asked !== undefined || args.reason !== undefined || args['dry-run']
    if (!isAsked) return ask(maintenanceModal(subjectOf({ ...call, args }, 'silence pagerduty')))
    const forMs = asked ?? usualMs
    const input = { forMs, description: args.reason ?? `asked for by ${call.actor.name} in Slack` }
    return request(
      { ...call, args },
      {
        operation: 'silence pagerduty',
        input,
        typed: { for: asTyped(forMs) },
        all: true,
      },
    )
  },
})
