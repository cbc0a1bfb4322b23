import { readSystemFiles } from '../src/config/system-files.ts'
import { open } from '../src/domain/opening.ts'
import { owed } from '../src/domain/owed.ts'
import { policyOf } from '../src/domain/routing.ts'
import type { IncidentChange } from '../src/ports/store.ts'
import { createRedisClock } from '../src/store/clock.ts'
import { connect } from '../src/store/connect.ts'
import { createStore } from '../src/store/store.ts'

const [atATime, inFlight] = [50, 4]

/** Saves so many open, acknowledged incidents, each with its timeline, its audit entry and its next deadline as a job. */
export async function fill(redisUrl: string, count: number, say: (text: string) => void): Promise<void> {
  say(`filling a Redis with ${count.toLocaleString('en')} open incidents`)
  const { systems } = await readSystemFiles('systems')
  const home = systems.find(({ system }) => system === 'learnbot')!
  const redis = await connect(redisUrl)
  const clock = await createRedisClock(redis)
  const store = createStore(redis, clock)
  const policy = policyOf(home)

  function incident(number: number): IncidentChange {
    const at = clock.now()
    const id = crypto.randomUUID()
    const opened = open(
      {
        id,
        number,
        system: home.system,
        environment: 'production',
        channel: '#elsewhere',
        title: `p99 latency of service ${number} is above 3 s`,
        links: [],
        severity: 'P1',
        policy,
        at,
        by: { via: 'pagerduty', name: 'PagerDuty' },
        page: { id, url: `https://sandbox.pagerduty.com/incidents/${id}`, status: 'acknowledged' },
      },
      at,
    )
    return { expected: undefined, ...opened, keys: [`number:${number}`, `pagerduty:${id}`] }
  }

  async function save(first: number): Promise<void> {
    const changes = Array.from({ length: Math.min(atATime, count - first) }, (_, i) => incident(first + i))
    const now = clock.now()
    const orders = changes
      .flatMap(({ incident, entries }) => owed(undefined, incident, entries, now).orders)
      .filter(({ due }) => due > now)
    const audit = changes.map(({ incident: { id } }) => ({
      at: now,
      by: 'pagerduty',
      what: 'open',
      incident: id,
    }))
    await store.save({
      system: home.system,
      operation: `fill:${first}`,
      changes,
      orders,
      cancelled: [],
      audit,
    })
  }

  let next = 0
  async function saveSome(): Promise<void> {
    for (let first = next; first < count; first = next) {
      next += atATime
      await save(first)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, saveSome))
  clock.stop()
  redis.disconnect()
}
