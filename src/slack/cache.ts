import type { Logger } from 'pino'

interface Held<T> {
  value: T
  /** When to ask again. */
  until: number
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

/** Answers kept for a while; the last one stands when no new one can be had. One question under way per key. */
export function createCache<T>({ load, ttlMs, now, log }: CacheDeps<T>): (key: string) => Promise<T> {
  const held = new Map<string, Held<T>>()
  const asked = new Map<string, Promise<T>>()

  async function ask(key: string): Promise<T> {
    try {
      const value = await load(key)
      keep(key, { value, until: now() + (value === undefined ? brieflyMs : ttlMs) })
      return value
    } catch (error) {
      const last = held.get(key)
      if (!last) throw error
      log.warn({ err: error, key }, 'Slack did not answer; its last answer stands')
      keep(key, { value: last.value, until: now() + brieflyMs })
      return last.value
    } finally {
      asked.delete(key)
    }
  }

  function keep(key: string, what: Held<T>): void {
    held.delete(key)
    held.set(key, what)
    const [oldest] = held.keys()
    if (held.size > most && oldest !== undefined) held.delete(oldest)
  }

  return key => {
    const known = held.get(key)
    if (known && known.until > now()) return Promise.resolve(known.value)
    let answer = asked.get(key)
    if (!answer) asked.set(key, (answer = ask(key)))
    return answer
  }
}
