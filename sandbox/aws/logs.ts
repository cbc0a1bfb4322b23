import { arn, ok, refuse, type Service } from './answer.ts'
import { filter } from './filter-pattern.ts'

export interface LogEvent {
  /** Milliseconds since the epoch. */
  at: number
  message: string
  stream?: string
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
    /** How many events one page looks at. */
    page: (size: number): void => void (pageSize = size),
    forget: (): void => groups.clear(),
  } satisfies Service & Record<string, unknown>
}
