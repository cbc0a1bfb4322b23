import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { retentions } from '../../domain/log-settings.ts'
import type { Cell } from '../../domain/reading.ts'
import { sizeOf } from '../../domain/size.ts'
import { callOf } from '../../ports/calls/call.ts'
import { putRetention } from '../../ports/calls/logs.ts'
import type { LogGroups } from '../../ports/log-groups.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Operation } from '../operation.ts'
import type { Read } from '../read.ts'
import { daysOf, findGroup } from './groups.ts'

const dayMs = 86_400_000

/** How long each service's log is kept, how much there is of it, and what the system file says. */
export const logRetention = (groups: LogGroups): Read<object> => ({
  name: 'logs retention',
  input: z.object({}),
  async read(_, where) {
    const { settings, environment, system } = where
    const named = Object.entries(settings.services).flatMap(([service, { logs }]) =>
      logs === undefined ? [] : [{ service, group: logs }],
    )
    const wanted = settings.logRetention === undefined ? undefined : settings.logRetention / dayMs
    const place = accountOf(settings)
    const found = await Promise.all(
      named.map(async one => ({ ...one, kept: await groups.kept(one.group, place) })),
    )
    const differ = found.filter(({ kept }) => kept && wanted !== undefined && kept.days !== wanted)
    const ever = found.filter(({ kept }) => kept && kept.days === undefined)
    const bytes = found.reduce((sum, { kept }) => sum + (kept?.bytes ?? 0), 0)
    const line = (service: string) =>
      `${lineAt('logs retain', { system, environment })} --service ${service} --days ${wanted ?? 30}`
    return {
      state: differ.length > 0 || ever.length > 0 ? 'unsettled' : 'fine',
      title: `Logs of ${system.title} ${environment}: ${sizeOf(bytes)} in ${counted(found.length, 'group')}${ever.length > 0 ? `, ${ever.length} kept for ever` : ''}`,
      lines: [
        wanted === undefined
          ? 'The system file does not say for how long they are to be kept (`logRetention`).'
          : `The system file says ${daysOf(wanted)}${differ.length > 0 ? `: ${differ.map(({ service }) => service).join(', ')} ${differ.length === 1 ? 'differs' : 'differ'}` : ', and so it is'}.`,
      ],
      table: {
        columns: ['Service', 'Log group', 'Kept', 'Size'],
        rows: found.map(({ service, group, kept }): Cell[] => [
          service,
          group,
          kept ? daysOf(kept.days) : 'there is no such group',
          kept ? sizeOf(kept.bytes) : '',
        ]),
      },
      offers: [
        ...(wanted === undefined ? ever : differ).slice(0, 3).map(({ service }) => ({
          label: `Keep ${service} ${daysOf(wanted ?? 30)}`,
          command: line(service),
        })),
        { label: 'Again', command: lineAt('logs retention', where) },
      ],
    }
  },
})

/** What CloudWatch has instead: a little less, and a little more. */
const nextTo = (days: number): number[] =>
  [retentions.findLast(one => one < days), retentions.find(one => one > days)].flatMap(one => one ?? [])

const input = z.object({ days: z.int().min(1).nullable() })

/** Has a service's log be kept for so many days, or for ever. What is older than that is deleted, for good. */
export const retainLogs = (groups: LogGroups): Operation<z.infer<typeof input>> => ({
  name: 'logs retain',
  risk: ({ days }) => (days === null ? 'change' : 'destructive'),
  input,
  async plan({ days: to }, where) {
    if (to !== null && !retentions.some(one => one === to))
      throw new UserError(
        `CloudWatch keeps logs for ${retentions.join(', ')} days, or for ever: as in logs retain 30d`,
        ...nextTo(to).map(days => ({
          label: daysOf(days),
          command: `${lineAt('logs retain', where)} --days ${days}`,
        })),
      )
    const { group, named, place, kept, resource } = await findGroup(groups, where)
    const from = kept.days ?? null
    if (from === to)
      throw new UserError(`The log of ${named} is kept ${to === null ? '' : 'for '}${daysOf(to)} already.`)
    const isShorter = to !== null && (from === null || to < from)
    return {
      title: `keep the log of ${named} ${to === null ? '' : 'for '}${daysOf(to)}`,
      shifts: [{ from: daysOf(from), to: daysOf(to) }],
      now: [`${group} holds ${sizeOf(kept.bytes)}`],
      warnings: [
        isShorter
          ? `What is older than ${daysOf(to)} is deleted, for good: with logs export it is copied to S3 before.`
          : 'It costs what is kept longer.',
      ],
      calls: [
        callOf(putRetention, {
          on: group,
          sets: `kept ${daysOf(to)}`,
          params: { ...place, group, from, to },
        }),
      ],
      resources: [resource],
    }
  },
})
