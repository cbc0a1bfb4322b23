import { readSystemFiles } from '../src/config/system-files.ts'
import { createRedisClock } from '../src/store/clock.ts'
import { connect } from '../src/store/connect.ts'
import { createStore } from '../src/store/store.ts'
import { openIncident, saveOf } from './incident.ts'

const [atATime, inFlight] = [50, 4]

/** Saves so many open, acknowledged incidents. */
export async function fill(redisUrl: string, count: number, say: (text: string) => void): Promise<void> {
  say(`filling a Redis with ${count.toLocaleString('en')} open incidents`)
  const { systems } = await readSystemFiles('systems')
  const home = systems.find(({ system }) => system === 'learnbot')!
  const redis = await connect(redisUrl)
  const clock = await createRedisClock(redis)
  const store = createStore(redis, clock)

  async function save(first: number): Promise<void> {
    const now = clock.now()
    const some = Array.from({ length: Math.min(atATime, count - first) }, (_, i) =>
      openIncident(home, first + i, now),
    )
    await store.save(saveOf(`fill:${first}`, some, now))
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
