import type { FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs'
import { OutsideError } from '../../domain/errors.ts'
import type { Found, LogEvent, LogGroup, LogSource, Search } from '../../ports/logs.ts'
import { type AwsCall, within } from './call.ts'
import type { AwsClients } from './clients.ts'
import { ask } from './failure.ts'
import { createLastLines } from './last-lines.ts'
import { filterOf } from './log-filter.ts'

/** The characters that are kept of all events together, the newest. */
const mostCharacters = 1_000_000

/** Searches CloudWatch Logs from now backwards, since its pages come oldest first and the newest is what is wanted. */
function createSearch(aws: AwsClients): Search<LogGroup> {
  return async ({ group, region, role }, query, { events: most, timeoutMs }): Promise<Found> => {
    const where = { ...(region !== undefined && { region }), ...(role !== undefined && { role }) }
    const limit = within(timeoutMs)
    const call = callFor(group, where)
    const { pattern, matches } = filterOf(query)
    let found: LogEvent[] = []
    let pages = 0

    const page = (startTime: number, endTime: number, nextToken: string | undefined) =>
      ask(call, limit, async abortSignal => {
        const logs = await aws.reading.logs(where)
        const input = { logGroupName: group, startTime, endTime, filterPattern: pattern, nextToken }
        return logs.filterLogEvents(input, { abortSignal })
      })

    for (const [from, to] of backwards(query.from, query.to)) {
      let part: LogEvent[] = []
      let nextToken: string | undefined
      do {
        let read: FilterLogEventsCommandOutput
        try {
          read = await page(from, to, nextToken)
        } catch (error) {
          if (pages === 0 || !(error instanceof OutsideError)) throw error
          return { events: newest([...part, ...found], most), short: error.message }
        }
        pages++
        part = newest([...part, ...eventsIn(read).filter(({ text }) => matches(text))], most)
        nextToken = read.nextToken
      } while (nextToken)
      const all = [...part, ...found]
      found = newest(all, most)
      const isMore = found.length < all.length || (found.length === most && from > query.from)
      if (isMore) return { events: found, short: 'there are more than these' }
    }
    return { events: found }
  }
}

/** The log groups of CloudWatch. */
export function createLogs(aws: AwsClients): LogSource<LogGroup> {
  const search = createSearch(aws)
  return { search, last: createLastLines(aws, search) }
}

function callFor(group: string, { region }: Omit<LogGroup, 'group'>): AwsCall {
  return {
    action: 'logs:FilterLogEvents',
    resource: group,
    about: `log group ${group}${region ? ` in ${region}` : ''}: check \`logs\` in the system file`,
    allow: { Resource: `arn:aws:logs:${region ?? '*'}:*:log-group:${group}:*` },
  }
}

/** The last minute first, then twice as far back each time. */
function* backwards(from: number, to: number): Generator<[number, number]> {
  let end = to
  for (let back = 60_000; end >= from; back *= 2) {
    const start = Math.max(from, to - back)
    yield [start, end]
    end = start - 1
  }
}

const eventsIn = ({ events = [] }: FilterLogEventsCommandOutput): LogEvent[] =>
  events.map(({ timestamp = 0, message = '' }) => ({ at: timestamp, text: message.trimEnd() }))

function newest(events: LogEvent[], most: number): LogEvent[] {
  let left = mostCharacters
  const first = events.findLastIndex(({ text }) => {
    left -= text.length
    return left < 0
  })
  return events.slice(Math.max(first + 1, events.length - most))
}
