import type { ChildProcess } from 'node:child_process'
import { once, setMaxListeners } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { interpreted } from '../../bench/interpreted.ts'
import { within } from '../../bench/within.ts'
import { startRedis } from '../../sandbox/redis.ts'
import { createWorld } from '../../sandbox/world.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { connect } from '../../src/store/connect.ts'
import { createSharedClock } from '../../src/store/shared-clock.ts'
import { environmentOf } from '../../test/stories/environment.ts'
import { begin } from '../fleet.ts'
import { writeSystems } from '../systems.ts'
import { type Lived, live } from './life.ts'

export interface Soak {
  seed: number
  /** For how long the life around Belay goes on, by its own time, and how long that takes. */
  lifeMs: number
  realMs: number
  systems: number
  say(text: string): void
}

/** What Belay's process holds after a collection, in bytes. */
export interface Sample {
  heap: number
  rss: number
}

export interface Soaked {
  samples: Sample[]
  lived: Lived
  messages: number
}

const looks = 100
/** Before it is looked at, it lives for so much of the time: what is only loaded when it is first needed is there then. */
const before = 1 / 7
/** For its start, and for whatever is under way at its end, in milliseconds. */
const spareMs = 300_000

/** Lets a Belay live in a world whose time is hurried, and looks again and again at what it holds. */
export async function soak({ seed, lifeMs, realMs, systems: count, say }: Soak): Promise<Soaked> {
  const rate = lifeMs / realMs
  const { folder, remove } = await writeSystems(count, 900_000)
  const { systems } = await readSystemFiles(folder)
  const redis = await startRedis()
  const own = await connect(redis.url)
  const clock = await createSharedClock(own)
  const world = await createWorld({
    systems,
    redisAt: redis,
    now: clock.now,
    log: pino({ level: 'silent' }),
  })
  const log = join(await mkdtemp(join(tmpdir(), 'belay-soak-')), 'belay.log')
  const belay = begin(
    {
      environment: { ...environmentOf(world, folder), LOG_LEVEL: 'warn' },
      aws: { endpoint: world.aws.url, credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } },
      pace: rate,
      hurried: true,
      log,
    },
    ['--expose-gc', ...interpreted],
  )
  const over = new AbortController()
  setMaxListeners(0, over.signal)
  async function week(): Promise<Soaked> {
    while (belay.port === undefined) {
      if (belay.child.exitCode !== null) throw new Error(`Belay ended; its log is ${log}`)
      await sleep(50)
    }
    world.reach(belay.port)
    await clock.set({ rate })
    say(`a week in ${Math.round(realMs / 60_000)} minutes: time goes by ${Math.round(rate)} times as fast`)
    const living = live(world, count, seed, rate, over.signal)
    await sleep(realMs * before)
    const samples: Sample[] = []
    const began = performance.now()
    for (let i = 1; i <= looks; i++) {
      await sleep(Math.max(0, began + (i * realMs) / looks - performance.now()))
      samples.push(await held(belay.child))
      if (i % 10 === 0) say(`${i} %: ${(samples.at(-1)!.heap / 2 ** 20).toFixed(1)} MiB`)
    }
    over.abort()
    const lived = await living
    return { samples, lived, messages: world.slack.workspace.messages.length }
  }

  try {
    return await within(realMs * (1 + before) + spareMs, `The week (its log is ${log})`, week())
  } finally {
    over.abort()
    clock.stop()
    belay.child.kill('SIGKILL')
    own.disconnect()
    await world.stop()
    await remove()
  }
}

async function held(child: ChildProcess): Promise<Sample> {
  const answer = once(child, 'message') as Promise<[NodeJS.MemoryUsage]>
  child.send('memory')
  const [{ heapUsed, external, rss }] = await answer
  return { heap: heapUsed + external, rss }
}
