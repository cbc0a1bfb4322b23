import type { Logger } from 'pino'
import type { Firsts } from '../ports/firsts.ts'
import { createRecent } from './recent.ts'

export interface OnceDeps {
  firsts: Firsts
  log: Logger
  /** Real milliseconds since the epoch. */
  now(): number
}

/** So long Redis may take to tell: a form opens within three seconds of the click. */
const waitMs = 500
/** More than comes in such a time; beyond it the oldest are forgotten. */
const most = 20_000

/**
 * Whether something of a kind comes for the first time within so many milliseconds: as this process remembers, and as
 * Redis does, since what came before may have come to another process. Nobody waits for a Redis that is away: this
 * process's memory has to do then.
 */
export function createOnce({ firsts, log, now }: OnceDeps, kind: string, keepMs: number) {
  const recent = createRecent({ keepMs, most, now })
  return {
    async isFirst(name: string): Promise<boolean> {
      if (!recent.add(name)) return false
      try {
        const isFirst = await inTime(firsts.take(`${kind}:${name}`, keepMs))
        if (isFirst !== undefined) return isFirst
        log.warn({ kind, name }, 'Redis has not told in time whether this came before')
      } catch (err) {
        log.warn({ err, kind, name }, 'Redis does not tell whether this came before')
      }
      return true
    },

    /** What comes next under this name is the first again. */
    async end(name: string): Promise<void> {
      recent.forget(name)
      await firsts
        .release(`${kind}:${name}`)
        .catch(err => log.warn({ err, kind, name }, 'Redis was not told that this is over'))
    },
  }
}
export type Once = ReturnType<typeof createOnce>

/** What is told, or undefined when that takes too long: what comes of it then is nobody's any more. */
const inTime = <T>(told: Promise<T>): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, waitMs, undefined).unref()
    told.then(resolve, reject).finally(() => clearTimeout(timer))
  })
