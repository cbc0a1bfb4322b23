import { z } from 'zod'
import { milliseconds } from '../../src/domain/duration.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'

const longestMs = 24 * 3_600_000

export const logsAccess: Command = systemCommand({
  name: 'logs access',
  summary: 'Requests to the load balancer, counted',
  more: 'By status, target, path and client; --status 5xx for those alone.',
  example: 'logs access --since 30m --status 5xx',
  args: z.object({
    since: milliseconds(60_000, longestMs, 'expected 24h at most').default(3_600_000),
    status: z
      .string()
      .regex(/^[345]xx$/i, 'expected 3xx, 4xx or 5xx')
      .transform(text => text[0] as '3' | '4' | '5')
      .optional(),
  }),
  permission: 'responders',
  run(call) {
    const { since: sinceMs, status } = call.args
    return look(call, 'logs access', { sinceMs, ...(status !== undefined && { class: status }) })
  },
})
