import { UserError } from '../domain/errors.ts'
import { isError } from '../domain/log-line.ts'
import { mask } from '../domain/mask.ts'
import type { Severity } from '../domain/severity.ts'
import type { System } from '../domain/system.ts'
import { severityOfErrors } from '../domain/thresholds.ts'
import type { LogEvent, LogQuery, Logs } from '../ports/logs.ts'
import { hasLog, logPlaceOf } from './log-place.ts'

/** What was found in the log of one service, oldest first, without its secrets. */
interface LogReport {
  system: string
  title: string
  environment: string
  service: string
  group: string
  region?: string
  from: number
  to: number
  /** What was looked for. */
  wanted: Omit<LogQuery, 'from' | 'to'>
  events: LogEvent[]
  errors: number
  /** More of all that it wrote are errors, in percent, than the system file has as its threshold. */
  tooMany?: { percent: number; threshold: number; severity?: Severity }
  /** Why there may be more than these. */
  short?: string
}

export interface LogSearch {
  of(
    system: System,
    environment: string,
    service: string,
    wanted: Omit<LogQuery, 'from' | 'to'> & { sinceMs: number },
  ): Promise<LogReport>
}

/** The events that are kept, the newest; and what a whole search may take. */
const most = 2_000
const timeoutMs = 15_000

/** `now` is the time that the log's own times are compared with. */
export function createLogSearch(logs: Pick<Logs, 'search'>, now: () => number): LogSearch {
  return {
    async of(system, environment, service, { sinceMs, ...wanted }) {
      const settings = system.environments[environment]!
      const place = logPlaceOf(settings, service)
      if (!place) throw noLogs(system, environment, service)
      const { where, named: group, region } = place
      const [from, to] = [now() - sinceMs, now()]
      const { events, short } = await logs.search(where, { ...wanted, from, to }, { events: most, timeoutMs })
      const errors = events.filter(({ text }) => isError(text)).length
      const threshold = isAll(wanted) ? settings.thresholds?.errorPercent : undefined
      const grave = severityOfErrors((100 * errors) / events.length, settings.thresholds)
      const percent = Math.round((errors / events.length) * 1_000) / 10
      return {
        system: system.system,
        title: system.title,
        environment,
        service,
        group,
        ...(region && { region }),
        from,
        to,
        wanted: { ...wanted, words: wanted.words.map(mask) },
        events: events.map(({ at, text }) => ({ at, text: mask(text) })),
        errors,
        ...(threshold !== undefined &&
          percent > threshold && {
            tooMany: grave
              ? { percent, threshold: grave.above, severity: grave.severity }
              : { percent, threshold },
          }),
        ...(short !== undefined && { short }),
      }
    },
  }
}

/** Whether everything was looked for, so that a share of it says something. */
const isAll = ({ words, errors, slowMs }: Omit<LogQuery, 'from' | 'to'>): boolean =>
  words.length === 0 && !errors && slowMs === undefined

export function noLogs(
  { system, title, environments }: System,
  environment: string,
  service: string,
): UserError {
  const others = Object.entries(environments[environment]!.services)
    .filter(([, one]) => hasLog(one))
    .map(([name]) => name)
  return new UserError(
    `Where ${service} of ${title} ${environment} writes its log is not known: add \`logs\` with its log group to the system file.`,
    ...others.slice(0, 4).map(name => ({
      label: `Logs of ${name}`,
      command: `logs --system ${system} --environment ${environment} --service ${name}`,
    })),
  )
}
