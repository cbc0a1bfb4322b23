import type { Clock } from '../ports/clock.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'

/** What a clock shows, in a form that a script can reckon with: `base` at the real time `since`, and on at `rate`. */
export interface Dial {
  base: number
  since: number
  rate: number
}

/** A clock that goes by Redis's TIME. */
export interface RedisClock extends Clock {
  dial(): Dial
  /** What Redis's own clock shows, by which a script judges whether it comes too late. */
  redis(): number
  /** Takes its bearings anew; rejects when Redis does not answer. */
  sync(): Promise<void>
  stop(): void
}

const everyMs = 5_000

/** The time of this machine, which nobody else goes by. */
export const machineNow = (): number => Date.now()

/** A clock as fast as the wall, once it has taken its bearings. */
export async function createRedisClock(redis: Connection): Promise<RedisClock> {
  const offset = createOffset(async () => {
    const [seconds, micros] = await asking('time', redis.time())
    return Number(seconds) * 1000 + Number(micros) / 1000
  })
  await offset.sync()
  const stop = repeat(offset.sync, everyMs)
  return {
    now: offset.wall,
    rate: () => 1,
    wall: offset.wall,
    redis: offset.wall,
    dial: () => ({ base: 0, since: 0, rate: 1 }),
    sync: offset.sync,
    stop,
  }
}

/**
 * How far this process's steady clock is from Redis's. An answer that took long says little: it is heeded only when
 * it contradicts what is known.
 */
export function createOffset(ask: () => Promise<number>) {
  let offset: number | undefined
  let error = Number.POSITIVE_INFINITY
  const sample = async () => {
    const sent = performance.now()
    const theirs = await ask()
    const took = performance.now() - sent
    const seen = theirs - (sent + took / 2)
    const contradicts = offset === undefined || Math.abs(seen - offset) > took / 2 + error
    if (contradicts || took / 2 < error) [offset, error] = [seen, took / 2]
  }
  return {
    wall: () => Math.floor(performance.now() + (offset ?? Number.NaN)),
    sample,
    /** The first answer of a connection may be slow: the best of several counts. */
    async sync() {
      for (let i = 0; i < 5; i++) await sample()
    },
  }
}

/** Does something again and again, whether or not it succeeds: while Redis is away the last bearings hold. */
export function repeat(act: () => Promise<unknown>, afterMs: number): () => void {
  let stopped = false
  let timer: NodeJS.Timeout
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => void act().then(next, next), afterMs)
    timer.unref()
  }
  next()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
