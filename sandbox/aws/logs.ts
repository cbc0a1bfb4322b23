import { arn, ok, refuse, type Service } from './answer.ts'
import { filter } from './filter-pattern.ts'

export interface LogEvent {
  /** Milliseconds since the epoch. */
  at: number
  message: string
}

/** CloudWatch Logs: groups with one stream each. A page looks at so many events, and may find none of them. */
export function createLogs() {
  const groups = new Map<string, LogEvent[]>()
  let pageSize = 1_000

  const answers: Service['answers'] = {
    FilterLogEvents({
      logGroupName,
      startTime = 0,
      endTime = Number.MAX_SAFE_INTEGER,
      filterPattern = '',
      nextToken = '0',
    }) {
      const group = groups.get(logGroupName)
      if (!group) return refuse('ResourceNotFoundException', 'The specified log group does not exist.')
      const matches = filterPattern.length <= 1024 ? filter(filterPattern) : undefined
      if (!matches) return refuse('InvalidParameterException', 'Invalid filter pattern')
      const within = group.filter(({ at }) => at >= startTime && at <= endTime)
      const from = Number(nextToken)
      const events = within
        .slice(from, from + pageSize)
        .filter(({ message }) => matches(message))
        .map(({ at, message }, i) => ({
          eventId: `${at}-${from + i}`,
          logStreamName: 'task/1',
          timestamp: at,
          ingestionTime: at,
          message,
        }))
      const next = from + pageSize
      return ok({ events, searchedLogStreams: [], ...(next < within.length && { nextToken: `${next}` }) })
    },
  }

  return {
    answers,
    resource: ({ logGroupName }) => arn('logs', `log-group:${logGroupName}:log-stream:`),
    /** Adds events to a group, which is there from then on. */
    write(group: string, ...events: LogEvent[]): void {
      groups.set(
        group,
        [...(groups.get(group) ?? []), ...events].sort((a, b) => a.at - b.at),
      )
    },
    /** How many events one page looks at. */
    page: (size: number): void => void (pageSize = size),
    forget: (): void => groups.clear(),
  } satisfies Service & Record<string, unknown>
}
