import { z } from 'zod'
import { Milliseconds } from '../../src/domain/duration.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { changeArgs, request } from '../request.ts'

export const silencePagerDuty: Command = systemCommand({
  name: 'silence pagerduty',
  aliases: ['maintenance'],
  summary: 'Have PagerDuty page nobody for an environment for a while (maintenance)',
  example: 'silence pagerduty --for 2h --reason "database migration"',
  args: z.object({
    ...changeArgs,
    for: Milliseconds.describe('a duration').default(3_600_000),
  }),
  permission: 'operators',
  run({ args: { for: forMs, ...args }, ...call }) {
    const input = { forMs, description: args.reason ?? `asked for by ${call.actor.name} in Slack` }
    return request(
      { ...call, args },
      {
        operation: 'silence pagerduty',
        input,
        typed: { for: `${forMs / 1000}s` },
        all: true,
      },
    )
  },
})
