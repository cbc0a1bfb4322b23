import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Queue } from '../../src/ports/queue.ts'
import { countedDesk, countedRoute } from '../../src/status/counted.ts'
import { startHeartbeat } from '../../src/status/heartbeat.ts'
import { createMetrics } from '../../src/status/metrics.ts'
import { statusRoutes } from '../../src/status/routes.ts'
import { createWellness } from '../../src/status/wellness.ts'
import { patience } from '../eventually.ts'

let time = 0
let redis: 'here' | 'away' = 'here'
let known = true
let lines: string[] = []
const log = pino({}, { write: line => void lines.push(line) })
const unlessAway = <T>(answer: T) =>
  redis === 'here' ? Promise.resolve(answer) : Promise.reject(new Error('Connection is closed.'))
const queue = {
  claim: () => unlessAway({ claims: [], nextInMs: undefined }),
  depth: () => unlessAway({ waiting: 3, held: 1, parked: 0 }),
} as Partial<Queue> as Queue
const systems = ['learnbot', 'arbor']

const begin = () =>
  createWellness({ systems, tryRedis: () => unlessAway('OK'), knowsItself: () => known, now: () => time })
let wellness = begin()
let watched = wellness.watched(queue)
const work = async (...names: string[]) => {
  for (const name of names) await watched.claim(name, 1, 4_000, [])
}
const ask = async (path: string) => {
  const routes = statusRoutes(createMetrics(queue, systems, log), () => wellness.ready())
  const { status, body } = await routes
    .find(route => route.path === path)!
    .handle({ method: 'GET', path, params: {}, headers: {}, body: Buffer.alloc(0) })
  return `${status} ${body}`
}

beforeEach(() => {
  time = 1_000_000
  redis = 'here'
  known = true
  lines = []
  wellness = begin()
  watched = wellness.watched(queue)
})

describe('/readyz', () => {
  it('is ready while every system is looked after', async () => {
    await work('learnbot', 'arbor')
    time += 30_000
    expect(await ask('/readyz')).toBe('200 ready\n')
  })

  it('is not before the worker has looked at every system, nor when it stops to look at one', async () => {
    await work('learnbot')
    expect(await ask('/readyz')).toBe('503 nobody looks for work of arbor\n')
    await work('arbor')
    time += 30_001
    await work('learnbot')
    expect(await ask('/readyz')).toBe('503 nobody looks for work of arbor\n')
  })

  it('is not while one of two workers does not look, whatever the other does', async () => {
    const inbox = wellness.watched(queue)
    await work('learnbot', 'arbor')
    await inbox.claim('arbor', 1, 4_000, [])
    expect(await ask('/readyz')).toBe('503 nobody looks for work of learnbot\n')
    await inbox.claim('learnbot', 1, 4_000, [])
    expect(await ask('/readyz')).toBe('200 ready\n')
  })

  it('a look that failed is none', async () => {
    redis = 'away'
    await expect(work('learnbot', 'arbor')).rejects.toThrow('closed')
    redis = 'here'
    expect(await ask('/readyz')).toContain('503 nobody looks')
  })

  it('is not while Redis is away', async () => {
    await work('learnbot', 'arbor')
    redis = 'away'
    expect(await ask('/readyz')).toBe('503 Redis does not answer\n')
    expect(await ask('/healthz')).toBe('200 alive\n')
  })

  it('is while Slack is away from the start on: what PagerDuty tells is taken in', async () => {
    await work('learnbot', 'arbor')
    known = false
    expect(await ask('/readyz')).toBe('200 ready\n')
  })
})

describe('the heartbeat', () => {
  let beats = 0
  let answer = 200
  const server = createServer((_, res) => {
    beats++
    res.writeHead(answer).end()
  })
  let stop = () => {}
  beforeEach(async () => {
    beats = 0
    answer = 200
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    stop()
    await new Promise(resolve => server.close(resolve))
  })
  const start = () => {
    const { port } = server.address() as AddressInfo
    stop = startHeartbeat(`http://127.0.0.1:${port}/beat`, () => wellness.well(), log)
  }

  it('is sent while all is well', async () => {
    await work('learnbot', 'arbor')
    start()
    await vi.waitFor(() => expect(beats).toBe(1), patience)
  })

  it('is not sent when nobody looks for work, and the log says why', async () => {
    start()
    await vi.waitFor(
      () => expect(lines.join('')).toContain('nobody looks for work of learnbot, arbor'),
      patience,
    )
    expect(beats).toBe(0)
  })

  it('is not sent before Slack has told who Belay is: nobody could be told yet', async () => {
    await work('learnbot', 'arbor')
    known = false
    start()
    await vi.waitFor(() => expect(lines.join('')).toContain('Slack does not know Belay'), patience)
    expect(beats).toBe(0)
  })

  it('that does not arrive is in the log, and its address is not: whoever knows that can send it', async () => {
    await work('learnbot', 'arbor')
    stop = startHeartbeat('http://ana:hunter2@127.0.0.1:1/hunter2', () => wellness.well(), log)
    await vi.waitFor(() => expect(lines.join('')).toContain('the heartbeat did not arrive'), patience)
    expect(lines.join('')).not.toContain('hunter2')
  })

  it('that is refused is in the log', async () => {
    await work('learnbot', 'arbor')
    answer = 410
    start()
    await vi.waitFor(() => expect(lines.join('')).toContain('the heartbeat was not taken'), patience)
  })
})

describe('/metrics', () => {
  it('tells how many jobs there are, by system and state', async () => {
    expect(await ask('/metrics')).toContain('belay_jobs{system="arbor",state="waiting"} 3')
  })

  it('answers the rest while Redis is away, and what it counted before is not told as if it were now', async () => {
    redis = 'away'
    const answer = await ask('/metrics')
    expect(answer).toMatch(/^200 /)
    expect(answer).toContain('process_cpu_seconds_total')
    expect(answer).not.toContain('belay_jobs{')
    expect(lines.join('')).toContain('could not be counted')
  })
})

describe('what was taken is counted', () => {
  it.each([
    [{ status: 202 }, ['taken']],
    [{ status: 202, counted: 'repeated' as const }, ['repeated']],
    [{ status: 401 }, []],
    [{ status: 503 }, []],
  ])('a request answered %j: %j', async (answer, counted) => {
    const route = { method: 'POST' as const, path: '/x', limit: 0, handle: async () => answer }
    const request = { method: 'POST', path: '/x', params: {}, headers: {}, body: Buffer.alloc(0) }
    const results: string[] = []
    const counting = countedRoute(route, result => results.push(result))
    expect(await counting.handle(request)).toEqual(answer)
    expect(results).toEqual(counted)
    counting.oversized?.()
    expect(results).toEqual([...counted, 'oversized'])
  })

  it('a command, once', async () => {
    let taken = 0
    const desk = {
      check: async () => ({ title: 'Say more.' }),
      handle: async () => ({ to: 'nobody' as const }),
    }
    const counted = countedDesk(desk, () => taken++)
    const invocation = {
      id: '1',
      source: 'slash' as const,
      text: 'help',
      fields: {},
      user: 'UANA',
      team: 'T1',
    }
    expect(await counted.check(invocation)).toEqual({ title: 'Say more.' })
    expect(await counted.handle(invocation)).toEqual({ to: 'nobody' })
    expect(taken).toBe(1)
  })
})
