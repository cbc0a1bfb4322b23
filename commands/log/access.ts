import { z } from 'zod'
import { milliseconds } from '../../src/domain/duration.ts'
import { having } from '../../src/domain/having.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'

const longestMs = 24 * 3_600_000

export const logsAccess: Command = systemCommand({
  name: 'logs access',
  aliases: ['log access'],
  summary: 'Requests to the load balancer, counted',
  more: 'By status, target, path and client; --status 5xx for those alone.',
  example: 'logs access --since 30m --status 5xx',
  args: z.object({
    service: z.string().toLowerCase().describe('an API').optional(),
    since: milliseconds(60_000, longestMs, 'expected 24h at most').default(3_600_000),
    status: z
      .string()
      .regex(/^[345]xx$/i, 'expected 3xx, 4xx or 5xx')
      .transform(text => text[0] as '3' | '4' | '5')
      .optional(),
  }),
  positional: ['service'],
  permission: 'responders',
  run(call) {
    const { since: sinceMs, status } = call.args
    const { services, accessLogs } = call.system.environments[call.environment]!
    const apis = having(services, ['accessLog'])
    const only = accessLogs === undefined && apis.length === 1 ? apis[0] : undefined
    const input = { sinceMs, ...(status !== undefined && { class: status }) }
    return look(call, 'logs access', input, call.args.service ?? only)
  },
})
