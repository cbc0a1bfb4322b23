import type { Logger } from 'pino'
import { OutsideError } from '../domain/errors.ts'
import type { Lanes, Rank } from '../ports/lanes.ts'
import { toOutsideError } from './outside-error.ts'

export interface Lane {
  name: string
  everyMs: number
  rank: Rank
  /** Keeps a place in it while it waits: what is sent, edited or looked for. */
  who?: string
  /** Its turn was taken before. */
  taken?: boolean
}

/**
 * About a message a second in a channel: Slack's limit of chat.postMessage, whatever happens in other channels. No card
 * keeps a place there: the weightiest goes when there is a turn.
 */
export const channelLane = (channel: string, rank: Rank, who: string): Lane => ({
  name: channel,
  everyMs: 1_000,
  rank,
  ...(rank !== 'card' && { who }),
})

/** A method of Slack's tier 3, which allows about fifty calls a minute in the whole workspace. */
export const tier3 = (method: string, who: string, rank: Rank = 'thread'): Lane => ({
  name: `method:${method}`,
  everyMs: 1_200,
  rank,
  who,
})

const waitFor = (retryAfterMs: number, method: string): OutsideError =>
  new OutsideError(`${method} waits ${retryAfterMs} ms for its turn.`, {
    service: 'slack',
    fault: 'limited',
    effect: 'none',
    retryAfterMs,
  })

/** Makes one call when its lane is free, and closes the lane when Slack asks to wait. */
export function createCall({ lanes, log }: { lanes: Lanes; log: Logger }) {
  return async function call<T>(method: string, lane: Lane | undefined, send: () => Promise<T>): Promise<T> {
    if (lane && !lane.taken) {
      const waitMs = await lanes.take(lane.name, lane.everyMs, lane.rank, lane.who)
      if (waitMs > 0) throw waitFor(waitMs, method)
    }
    try {
      return await send()
    } catch (error) {
      const failed = toOutsideError(error, method)
      const { fault, retryAfterMs } = failed.fault
      if (lane && fault === 'limited' && retryAfterMs)
        await lanes
          .close(lane.name, retryAfterMs)
          .catch(err => log.warn({ err, lane: lane.name }, 'lane left open'))
      throw failed
    }
  }
}
export type Call = ReturnType<typeof createCall>

/** What a successful answer must hold; without it, nobody knows what was done. */
export function given<T>(value: T | undefined, method: string): T {
  if (value !== undefined) return value
  throw new OutsideError(`Slack's answer to ${method} cannot be read.`, {
    service: 'slack',
    fault: 'away',
    effect: 'unknown',
  })
}
