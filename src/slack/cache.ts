import type { Logger } from 'pino'

interface Held<T> {
  value: T
  /** When it was had. */
  at: number
  /** When to ask again. */
  until: number
  /** Why no newer one could be had. */
  fault?: unknown
}

export interface CacheDeps<T> {
  /** Undefined: there is none, which may soon be otherwise. */
  load(key: string): Promise<T>
  ttlMs: number
  now(): number
  log: Logger
}

/** For so long stands what Slack does not know yet, and after a failure what is held: lest everybody waits for the same time-out. */
const brieflyMs = 30_000
const most = 5_000

/** How old an answer may be, in milliseconds. */
export interface Age {
  /** Before Slack is asked anew. */
  freshMs: number
  /** When no new one can be had. */
  standsMs: number
}

/** An answer for a key; without an age, the last one stands without end when no new one can be had. */
export type Cache<T> = (key: string, age?: Age) => Promise<T>

/** Answers kept for a while. One question under way per key. */
export function createCache<T>({ load, ttlMs, now, log }: CacheDeps<T>): Cache<T> {
  const held = new Map<string, Held<T>>()
  const asked = new Map<string, Promise<Held<T>>>()

  async function ask(key: string): Promise<Held<T>> {
    try {
      const value = await load(key)
      return keep(key, { value, at: now(), until: now() + (value === undefined ? brieflyMs : ttlMs) })
    } catch (error) {
      const last = held.get(key)
      if (!last) throw error
      log.warn({ err: error, key }, 'Slack did not answer; its last answer stands')
      return keep(key, { ...last, until: now() + brieflyMs, fault: error })
    } finally {
      asked.delete(key)
    }
  }

  function keep(key: string, what: Held<T>): Held<T> {
    held.delete(key)
    held.set(key, what)
    const [oldest] = held.keys()
    if (held.size > most && oldest !== undefined) held.delete(oldest)
    return what
  }

  function fresh(key: string): Promise<Held<T>> {
    let answer = asked.get(key)
    if (!answer) asked.set(key, (answer = ask(key)))
    return answer
  }

  const usual: Age = { freshMs: ttlMs, standsMs: Number.POSITIVE_INFINITY }

  return async (key, { freshMs, standsMs } = usual) => {
    const known = held.get(key)
    // Where Slack has just failed, it is not asked at every turn.
    const isFresh = known && (known.fault !== undefined || now() - known.at < freshMs)
    const answer = isFresh && known.until > now() ? known : await fresh(key)
    if (answer.fault !== undefined && now() - answer.at > standsMs) throw answer.fault
    return answer.value
  }
}
