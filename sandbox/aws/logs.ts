import { arn, ok, refuse, type Service } from './answer.ts'
import { filter } from './filter-pattern.ts'
import { createLogExports } from './log-exports.ts'

export interface LogEvent {
  /** Milliseconds since the epoch. */
  at: number
  message: string
  stream?: string
}

/** CloudWatch Logs: groups with one stream each. A page looks at so many events, and may find none of them. */
export function createLogs(now: () => number = Date.now) {
  const groups = new Map<string, LogEvent[]>()
  /** For so many days each is kept; for ever without. */
  const kept = new Map<string, number>()
  const exports = createLogExports(group => groups.has(group), now)
  const missing = () => refuse('ResourceNotFoundException', 'The specified log group does not exist.')
  let pageSize = 1_000

  const answers: Service['answers'] = {
    ...exports.answers,
    DescribeLogGroups({ logGroupNamePrefix = '', nextToken = '0' }) {
      const names = [...groups.keys()].filter(name => name.startsWith(logGroupNamePrefix)).sort()
      const from = Number(nextToken)
      const logGroups = names.slice(from, from + 50).map(logGroupName => ({
        logGroupName,
        retentionInDays: kept.get(logGroupName),
        storedBytes:
          groups.get(logGroupName)!.reduce((sum, { message }) => sum + message.length, 0) * 100_000,
      }))
      return ok({ logGroups, ...(from + 50 < names.length && { nextToken: `${from + 50}` }) })
    },
    PutRetentionPolicy({ logGroupName, retentionInDays }) {
      if (!groups.has(logGroupName)) return missing()
      kept.set(logGroupName, retentionInDays)
      return ok()
    },
    DeleteRetentionPolicy({ logGroupName }) {
      if (!groups.has(logGroupName)) return missing()
      kept.delete(logGroupName)
      return ok()
    },
    FilterLogEvents({
      logGroupName,
      startTime = 0,
      endTime = Number.MAX_SAFE_INTEGER,
      filterPattern = '',
      nextToken = '0',
    }) {
      const group = groups.get(logGroupName)
      if (!group) return missing()
      const matches = filterPattern.length <= 1024 ? filter(filterPattern) : undefined
      if (!matches) return refuse('InvalidParameterException', 'Invalid filter pattern')
      const within = group.filter(({ at }) => at >= startTime && at <= endTime)
      const from = Number(nextToken)
      const events = within
        .slice(from, from + pageSize)
        .filter(({ message }) => matches(message))
        .map(({ at, message, stream = 'task/1' }, i) => ({
          eventId: `${at}-${from + i}`,
          logStreamName: stream,
          timestamp: at,
          ingestionTime: at,
          message,
        }))
      const next = from + pageSize
      return ok({ events, searchedLogStreams: [], ...(next < within.length && { nextToken: `${next}` }) })
    },

    GetLogEvents({ logGroupName, logStreamName, limit = 10_000 }) {
      const events = (groups.get(logGroupName) ?? []).filter(({ stream }) => stream === logStreamName)
      if (events.length === 0)
        return refuse('ResourceNotFoundException', 'The specified log stream does not exist.')
      return ok({ events: events.slice(-limit).map(({ at, message }) => ({ timestamp: at, message })) })
    },
  }

  function write(group: string, ...events: LogEvent[]): void {
    groups.set(
      group,
      [...(groups.get(group) ?? []), ...events].sort((a, b) => a.at - b.at),
    )
  }

  return {
    answers,
    resource: ({ logGroupName }) => arn('logs', `log-group:${logGroupName}:log-stream:`),
    /** Adds events to a group, which is there from then on. */
    write,
    /** The same into one stream of it. */
    print: (group: string, stream: string, ...events: LogEvent[]): void =>
      write(group, ...events.map(event => ({ ...event, stream }))),
    exports,
    kept: (group: string): number | undefined => kept.get(group),
    /** Has a group keep what is written for so many days. */
    keep: (group: string, days: number): void => void kept.set(group, days),
    /** How many events one page looks at. */
    page: (size: number): void => void (pageSize = size),
    forget: (): void => groups.clear(),
  } satisfies Service & Record<string, unknown>
}
