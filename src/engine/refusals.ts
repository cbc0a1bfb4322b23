import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'

/** Somebody who was not allowed to use a command with a system, and where they asked. */
export interface NotAllowed {
  system: string
  command: string
  user: string
  channel: string | undefined
  /** The change that it was about. */
  run: string | undefined
}

const onceInMs = 3_600_000

/** Writes into the audit who was not allowed what, and where: once an hour each, so that nobody can fill it. */
export const createRefusals =
  (store: Store, clock: Clock) =>
  async ({ system, command, user, channel, run }: NotAllowed): Promise<void> => {
    const at = clock.now()
    const detail = { command, ...(channel !== undefined && { channel }), ...(run !== undefined && { run }) }
    await store.save({
      system,
      operation: [
        'refused',
        user,
        command,
        channel,
        ...(run === undefined ? [] : [run]),
        Math.floor(at / onceInMs),
      ].join(':'),
      changes: [],
      orders: [],
      cancelled: [],
      audit: [{ at, by: `slack:${user}`, what: 'refused', detail }],
    })
  }
