import { z } from 'zod'
import { called } from '../src/domain/called.ts'
import { Milliseconds } from '../src/domain/duration.ts'
import { UserError } from '../src/domain/errors.ts'
import { nearest } from '../src/domain/nearest.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { lineAt } from '../src/operations/line-at.ts'
import { serviceOf } from './about.ts'
import { databaseOf } from './db/database.ts'
import { chosen, look } from './look.ts'

const hour = 3_600_000

export const metrics: Command = systemCommand({
  name: 'metrics',
  aliases: ['graph'],
  knownAs: ['aws cloudwatch get-metric-statistics'],
  summary: 'How a metric went, drawn',
  more: 'Of a service, a database or a user pool, with where its alarms begin.',
  example: 'metrics {service} --since 3h',
  needs: ['ecs', 'lambda', 'loadBalancer', 'apiGateway'],
  args: z.object({
    of: z.string().toLowerCase().describe('a service, a database or a user pool').optional(),
    service: z.string().toLowerCase().describe('a service').optional(),
    metric: z
      .string()
      .toLowerCase()
      .describe('a metric')
      .meta({ spaced: /^[a-z]+(?: [a-z]+)+$/i })
      .optional(),
    database: z.string().toLowerCase().describe('a database').optional(),
    pool: z.string().toLowerCase().describe('a user pool').optional(),
    since: Milliseconds.default(3 * hour),
  }),
  positional: ['of', 'metric'],
  permission: 'responders',
  run(call) {
    const { of, metric, since: sinceMs } = call.args
    const { databases = {}, userPools = {}, services } = call.system.environments[call.environment]!
    const input = { sinceMs, ...(metric !== undefined && { metric }) }
    const named = call.args.database === undefined ? undefined : databaseOf(call, 'rds')
    const database = named ?? (of === undefined ? undefined : called(of, databases))
    if (database !== undefined) return look(call, 'metrics', { ...input, database })
    const pool = call.args.pool ?? (of === undefined ? undefined : called(of, userPools))
    if (pool !== undefined) return look(call, 'metrics', { ...input, pool: chosen(call, 'pool', pool) })
    const service = call.args.service ?? (of === undefined ? undefined : called(of, services))
    if (of !== undefined && service === undefined) {
      const names = [...Object.keys(services), ...Object.keys(databases), ...Object.keys(userPools)]
      const meant = nearest(of, names)
      const known = meant ? `. Did you mean ${meant}?` : `: there are ${names.slice(0, 20).join(', ')}.`
      throw new UserError(
        `${call.system.title} ${call.environment} has nothing "${of.slice(0, 40)}" to measure${known}`,
        ...(meant ? [meant] : names.slice(0, 5)).map(name => ({
          label: name,
          command: `${lineAt('metrics', call)} ${name}${metric === undefined ? '' : ` ${metric}`}`,
        })),
      )
    }
    return look(call, 'metrics', input, serviceOf({ ...call, args: { service } }))
  },
})
