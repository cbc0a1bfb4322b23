import { z } from 'zod'
import { asTyped, milliseconds, shortestMs } from '../../src/domain/duration.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { longestMs } from '../../src/operations/silence.ts'
import { changeArgs, request } from '../request.ts'

export const silencePagerDuty: Command = systemCommand({
  name: 'silence pagerduty',
  aliases: ['maintenance'],
  summary: 'Have PagerDuty page nobody for an environment for a while (maintenance)',
  example: 'silence pagerduty --for 2h --reason "database migration"',
  args: z.object({
    ...changeArgs,
    for: milliseconds(
      shortestMs,
      longestMs,
      'maintenance lasts 24 h at most; plan what is longer in PagerDuty',
    )
      .describe('a duration')
      .default(3_600_000),
  }),
  permission: 'operators',
  run({ args: { for: forMs, ...args }, ...call }) {
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
