import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { filter } from '../../../sandbox/aws/filter-pattern.ts'
import type { LogGroup, LogQuery, LogSource } from '../../../src/ports/logs.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { filterOf } from '../../../src/providers/aws/log-filter.ts'
import { createLogs } from '../../../src/providers/aws/logs.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const group = '/ecs/learnbot-production/api-gateway'
const now = Date.parse('2026-11-20T02:14:00Z')
const minute = 60_000

let aws: SimulatedAws
let logs: LogSource<LogGroup>
const search = (query: Partial<LogQuery> = {}, limits = {}, where = {}) =>
  logs.search(
    { group, region: 'us-east-1', ...where },
    { from: now - 60 * minute, to: now, words: [], ...query },
    { events: 100, timeoutMs: 10_000, ...limits },
  )
const write = (...lines: [minutesAgo: number, message: string][]) =>
  aws.logs.write(group, ...lines.map(([ago, message]) => ({ at: now - ago * minute, message })))
const texts = async (query: Partial<LogQuery> = {}) => (await search(query)).events.map(({ text }) => text)

beforeAll(async () => {
  aws = await createAws()
  logs = createLogs(createAwsClients({ endpoint: aws.url, credentials }))
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.logs.forget()
  aws.logs.page(1_000)
  aws.asked.length = 0
})

describe('a search of a log', () => {
  const slow = '{"level":"info","request_id":"r-1","duration":2500}'
  const slower = '{"level":"error","request_id":"r-2","duration_ms":9000}'
  beforeEach(() =>
    write(
      [59, 'INFO started'],
      [30, 'ERROR cannot reach the "orders" database'],
      [20, slow],
      [10, slower],
      [1, '{"level":"info","request_id":"r-3","duration":40}'],
      [0.5, 'orders are fine'],
    ),
  )

  it('finds what is in its time, the newest last', async () => {
    write([61, 'too old'])
    const { events, short } = await search()
    expect(events).toHaveLength(6)
    expect(events[0]).toEqual({ at: now - 59 * minute, text: 'INFO started' })
    expect(events.at(-1)).toEqual({ at: now - 0.5 * minute, text: 'orders are fine' })
    expect(short).toBeUndefined()
  })

  it('finds errors, however they are written', async () => {
    expect(await texts({ errors: true })).toEqual(['ERROR cannot reach the "orders" database', slower])
  })

  it('finds what took long', async () => {
    expect(await texts({ slowMs: 2_000 })).toEqual([slow, slower])
    expect(await texts({ slowMs: 2_500 })).toEqual([slower])
  })

  it('finds words, all of them, and one request', async () => {
    expect(await texts({ words: ['orders'] })).toHaveLength(2)
    expect(await texts({ words: ['orders', 'fine'] })).toEqual(['orders are fine'])
    expect(await texts({ words: ['the "orders" database'] })).toHaveLength(1)
    expect(await texts({ words: ['r-2'] })).toEqual([slower])
  })

  it('finds what is all of that at once', async () => {
    expect(await texts({ errors: true, words: ['orders'] })).toEqual([
      'ERROR cannot reach the "orders" database',
    ])
    expect(await texts({ errors: true, slowMs: 1_000 })).toEqual([slower])
    expect(await texts({ words: ['request_id'], slowMs: 1_000 })).toEqual([slow, slower])
  })

  it('asks with the patterns that the runbooks have', async () => {
    const patterns = async (query: Partial<LogQuery>) => {
      aws.asked.length = 0
      await search({ from: now - minute, ...query })
      return aws.asked.map(({ input }) => input.filterPattern)
    }
    expect(await patterns({ slowMs: 2_000 })).toEqual(['{ $.duration > 2000 || $.duration_ms > 2000 }'])
    expect(await patterns({ words: ['connection pool', 'r-1'] })).toEqual(['"connection pool" "r-1"'])
    expect((await patterns({ errors: true }))[0]).toContain('?"ERROR" ')
    expect((await patterns({ errors: true }))[0]).toContain(String.raw` ?"\"level\":\"error\"" `)
  })
})

it('what is typed stays in its place in the pattern, whatever it is', () => {
  const signs = fc.constantFrom(
    '"',
    '\\',
    ' ',
    '?',
    '-',
    '{',
    '}',
    '$',
    '%',
    '|',
    '&',
    'a',
    '\n',
    '\t',
    '\u0000',
    'é',
  )
  const typed = fc.oneof(fc.string({ unit: signs, minLength: 1, maxLength: 12 }), fc.string({ minLength: 1 }))
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), typed, (words, other) => {
      const matches = filter(filterOf({ from: 0, to: 1, words }).pattern)
      const line = (word: string) => word.replace(/\p{Cc}+/gu, ' ')
      expect(matches?.(`x ${words.map(line).join(' and ')} y`)).toBe(true)
      expect(matches?.(other)).toBe(words.every(word => other.includes(line(word))))
    }),
  )
})

describe('a log of many pages', () => {
  it('is read to the end, pages with nothing on them included', async () => {
    aws.logs.page(3)
    write(
      ...Array.from({ length: 50 }, (_, i): [number, string] => [59 - i, i % 10 === 0 ? `ERROR ${i}` : 'ok']),
    )
    expect(await texts({ errors: true })).toEqual(['ERROR 0', 'ERROR 10', 'ERROR 20', 'ERROR 30', 'ERROR 40'])
    expect(aws.asked.length).toBeGreaterThan(15)
  })

  it('gives the newest, says that there are more, and does not read on', async () => {
    write(...Array.from({ length: 59 }, (_, i): [number, string] => [59 - i, `line ${i}`]))
    const { events, short } = await search({}, { events: 3 })
    expect(events.map(({ text }) => text)).toEqual(['line 56', 'line 57', 'line 58'])
    expect(short).toBe('there are more than these')
    expect(aws.asked.length).toBeLessThan(4)
  })

  it('is not kept in memory whole', async () => {
    const long = 'x'.repeat(450_000)
    write([3, `1${long}`], [2, `2${long}`], [1, `3${long}`])
    const { events, short } = await search()
    expect(events.map(({ text }) => text[0])).toEqual(['2', '3'])
    expect(short).toBe('there are more than these')
  })

  it('of which AWS tells only a part is told in part, with the reason', async () => {
    write([30, 'older'], [0.5, 'newer'])
    aws.fault('logs:*', 'hanging', { after: 2 })
    expect(await search({}, { timeoutMs: 3_000 })).toEqual({
      events: [{ at: now - minute / 2, text: 'newer' }],
      short: 'no answer from AWS in 3 s',
    })
  })
})

describe('a log that cannot be read', () => {
  it('is not there', async () => {
    await expect(search({}, {}, { group: '/typo' })).rejects.toMatchObject({
      message: 'there is no log group /typo in us-east-1: check `logs` in the system file',
      fault: { fault: 'refused' },
    })
  })

  it.each([
    [
      'denied',
      'refused',
      `AWS refused logs:FilterLogEvents on ${group}: Belay's role may not. Policy to add: {"Effect":"Allow","Action":"logs:FilterLogEvents","Resource":"arn:aws:logs:us-east-1:123456789012:log-group:${group}:log-stream:"}`,
    ],
    ['throttled', 'limited', 'AWS limits logs:FilterLogEvents just now: look again in a minute'],
    ['expired', 'refused', "Belay's AWS credentials have expired: renew them"],
  ] as const)('%s', async (fault, kind, message) => {
    write([1, 'x'])
    aws.fault('*', fault)
    await expect(search()).rejects.toMatchObject({ message, fault: { fault: kind, effect: 'none' } })
  })

  it('in time', async () => {
    write([1, 'x'])
    aws.fault('*', 'hanging')
    await expect(search({}, { timeoutMs: 50 })).rejects.toMatchObject({
      message: 'no answer from AWS in 50 ms',
    })
  })
})
