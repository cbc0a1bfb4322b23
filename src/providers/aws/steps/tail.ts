import { z } from 'zod'
import { UserError } from '../../../domain/errors.ts'
import { Instant } from '../../../domain/instant.ts'
import type { Json } from '../../../domain/run/plan.ts'
import type { StepAnswer } from '../../../ports/step-reader.ts'
import type { Spoken } from './clients.ts'
import { pagesOf } from './pages.ts'

const unitMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
/** As the command line has it, without --since. */
const usual = '10m'
/** So many lines are shown, the newest. */
const most = 2_000

const Events = z.object({
  events: z
    .array(
      z.object({
        timestamp: z.number().default(0),
        logStreamName: z.string().default(''),
        message: z.string().default(''),
      }),
    )
    .default([]),
})

/** `aws logs tail`, up to now: what would be shown as it comes is shown once. */
export async function tailLog(spoken: Spoken, input: Record<string, Json>, now: number): Promise<StepAnswer> {
  const { since = usual, until, 'filter-pattern': filter, 'log-stream-names': streams } = input
  const found = await pagesOf(spoken, {
    service: 'logs',
    name: 'FilterLogEvents',
    input: {
      logGroupName: String(input.group),
      startTime: timeOf('since', since, now),
      ...(until !== undefined && { endTime: timeOf('until', until, now) }),
      ...(filter !== undefined && { filterPattern: String(filter) }),
      ...(streams !== undefined && { logStreamNames: [String(streams)] }),
      ...(input['log-stream-name-prefix'] !== undefined && {
        logStreamNamePrefix: String(input['log-stream-name-prefix']),
      }),
    },
  })
  const { events } = Events.parse(found)
  const lines = events
    .sort((a, b) => a.timestamp - b.timestamp)
    .slice(-most)
    .map(({ timestamp, logStreamName, message }) =>
      [new Date(timestamp).toISOString(), logStreamName, message.trimEnd()].join(' '),
    )
  return { text: lines.join('\n'), ...(events.length > most && { about: `the newest ${most}` }) }
}

/** `30m` ago, or a time as it is written. */
function timeOf(option: string, said: Json, now: number): number {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(String(said)) ?? []
  if (count !== undefined) return now - Number(count) * unitMs[unit!]!
  const at = Instant.safeParse(/[Zz]|[+-]\d\d:?\d\d$/.test(String(said)) ? said : `${said}Z`).data
  if (at !== undefined) return at
  throw new UserError(
    `"${String(said).slice(0, 40)}" is no time for --${option}: as in 30m, or 2026-01-31T12:00:00`,
  )
}
