import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPagerDuty, type PagerDuty } from '../../sandbox/pagerduty/pagerduty.ts'
import { webhook } from './delivery.ts'

const noon = Date.parse('2026-11-02T12:00:00Z')
const users = ['ana', 'ben'].map(name => ({
  id: `P${name.toUpperCase()}`,
  name: name[0]!.toUpperCase() + name.slice(1),
  email: `${name}@learnbot.example.com`,
}))
const minute = 60_000

let belay: ReturnType<typeof webhook>
let server: Server
let pagerduty: PagerDuty
let target: { url: string; secret: string; retryMs: number }
let time: number
/** What the door answers instead of asking Belay, one request each. */
let instead: number[]

beforeEach(async () => {
  time = noon
  instead = []
  belay = webhook({ secrets: ['shared'], now: noon })
  server = createServer((request, response) => {
    void buffer(request).then(async body => {
      const { headers, method = '', url: path = '' } = request
      const status =
        instead.shift() ?? (await belay.route.handle({ method, path, params: {}, headers, body })).status
      response.writeHead(status).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/pagerduty`
  target = { url, secret: 'shared', retryMs: 1 }
  pagerduty = createPagerDuty({ now: () => time, webhook: target })
  pagerduty.seed({
    users,
    services: [{ id: 'PLEARN1', name: 'LearnBot production', policy: 'PLADDER' }],
    policies: [
      {
        id: 'PLADDER',
        name: 'LearnBot',
        levels: [
          { users: ['PANA'], delayMs: 15 * minute },
          { users: ['PBEN'], delayMs: 30 * minute },
        ],
      },
    ],
    priorities: [{ id: 'PPRIO1', name: 'P1' }],
  })
})
afterEach(async () => {
  await pagerduty.webhooks.close()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

const fire = (title = 'p99 latency above 3 s') => pagerduty.fire({ service: 'PLEARN1', title, key: title })
const heard = () => belay.kept.events.map(({ type, by }) => `${type} by ${by.name}`)
const states = () => pagerduty.webhooks.all.map(({ state, statuses }) => [state, ...statuses])

describe('the simulated PagerDuty', () => {
  test('tells a whole incident, in order, so that Belay understands every word', async () => {
    const { id } = fire()
    pagerduty.setPriority(id, 'P1', 'PANA')
    time += 15 * minute
    pagerduty.tick()
    pagerduty.acknowledge(id, 'PBEN')
    pagerduty.note(id, 'ben@learnbot.example.com', 'Rolled back')
    pagerduty.unacknowledge(id)
    pagerduty.reassign(id, ['PANA'], 'PBEN')
    pagerduty.resolve(id, 'PANA')
    pagerduty.reopen(id, 'PANA')
    await pagerduty.webhooks.idle()
    expect(heard()).toEqual([
      'triggered by PagerDuty',
      'priority_updated by Ana',
      'escalated by PagerDuty',
      'acknowledged by Ben',
      'annotated by Ben',
      'unacknowledged by PagerDuty',
      'reassigned by Ben',
      'resolved by Ana',
      'reopened by Ana',
    ])
    expect(belay.kept.aside).toEqual([])
    expect(belay.kept.events[2]).toMatchObject({
      at: noon + 15 * minute,
      page: { assignees: [{ name: 'Ben' }], priority: 'P1' },
    })
  })

  test('an alert with the key of an open incident joins it; after it was resolved it is another', async () => {
    const first = fire()
    expect(fire().id).toBe(first.id)
    pagerduty.resolve(first.id)
    expect(fire().id).not.toBe(first.id)
  })

  test('climbs its policy by its own clock, as far as it goes, and not what somebody has', () => {
    const [climbing, taken] = [fire('climbing'), fire('taken')]
    pagerduty.acknowledge(taken.id, 'PANA')
    time += 15 * minute - 1
    pagerduty.tick()
    expect(climbing.level).toBe(1)
    time += 1
    pagerduty.tick()
    time += 24 * 60 * minute
    pagerduty.tick()
    expect([climbing.level, taken.level]).toEqual([2, 1])
  })
})

describe('its deliveries', () => {
  test('come again after 5xx and 429, and what follows waits for them', async () => {
    instead = [500, 503, 429]
    const { id } = fire()
    pagerduty.acknowledge(id, 'PANA')
    await pagerduty.webhooks.idle()
    expect(heard()).toEqual(['triggered by PagerDuty', 'acknowledged by Ana'])
    expect(states()).toEqual([
      ['delivered', 500, 503, 429, 202],
      ['delivered', 202],
    ])
  })

  test('come again when Belay could not save them', async () => {
    belay.kept.fails = true
    fire()
    while (pagerduty.webhooks.all[0]!.statuses.length < 2) await new Promise(setImmediate)
    belay.kept.fails = false
    await pagerduty.webhooks.idle()
    expect(heard()).toEqual(['triggered by PagerDuty'])
    expect(states()[0]!.slice(0, 3)).toEqual(['delivered', 503, 503])
  })

  test('are dropped after any other 4xx; three in a row disable the subscription', async () => {
    target.secret = 'somebody else’s'
    for (const title of ['one', 'two', 'three']) fire(title)
    await pagerduty.webhooks.idle()
    expect(pagerduty.webhooks.isDisabled()).toBe(true)
    target.secret = 'shared'
    fire('four')
    pagerduty.webhooks.enable()
    fire('five')
    await pagerduty.webhooks.idle()
    expect(states()).toEqual([
      ['dropped', 401],
      ['dropped', 401],
      ['dropped', 401],
      ['lost'],
      ['delivered', 202],
    ])
    expect(belay.kept.events.map(({ page }) => page!.title)).toEqual(['five'])
  })

  test('may come twice, under the same ids', async () => {
    pagerduty.webhooks.manner('twice')
    fire()
    await pagerduty.webhooks.idle()
    const [first, second] = belay.kept.events
    expect(second).toEqual(first)
  })

  test('may be late, and in the wrong order', async () => {
    pagerduty.webhooks.manner('held')
    const { id } = fire()
    pagerduty.resolve(id)
    await pagerduty.webhooks.idle()
    expect(heard()).toEqual([])
    pagerduty.webhooks.release('reversed')
    await pagerduty.webhooks.idle()
    expect(heard()).toEqual(['resolved by PagerDuty', 'triggered by PagerDuty'])
  })

  test('may never come', async () => {
    pagerduty.webhooks.manner('lost')
    const { id } = fire()
    pagerduty.webhooks.manner('as-is')
    pagerduty.acknowledge(id, 'PANA')
    await pagerduty.webhooks.idle()
    expect(heard()).toEqual(['acknowledged by Ana'])
  })
})
