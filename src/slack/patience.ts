import { setTimeout as sleep } from 'node:timers/promises'
import { OutsideError } from '../domain/errors.ts'

/** Somebody waits for it, though not for ever. */
const turns = 5
const longestMs = 30_000

/** Waits as long as Slack asks to, half a minute at most, and tries again, a few times. */
export async function patiently<T>(send: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await send()
    } catch (error) {
      const waitMs = error instanceof OutsideError ? error.fault.retryAfterMs : undefined
      if (waitMs === undefined || turn === turns) throw error
      await sleep(Math.min(waitMs, longestMs))
    }
  }
}
