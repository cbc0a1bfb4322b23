import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { sendTo, type WebhookTarget } from './webhook.ts'

/** One webhook and what became of it. `statuses` has an entry for each attempt: the answer, or what went wrong. */
export interface Delivery {
  id: string
  type: string
  incident: string
  body: string
  statuses: (number | string)[]
  state: 'waiting' | 'delivered' | 'dropped' | 'lost'
}

export interface DeliveryOptions {
  target: WebhookTarget
  /** Real milliseconds until the first retry, doubling up to thirty times as long. */
  retryMs?: number
  /** Real milliseconds that an answer may take. */
  timeoutMs?: number
}

/** Each webhook comes so many times, each of them on its own and so much later, in real milliseconds. */
export interface Scattered {
  times(): number
  afterMs(): number
}

/** PagerDuty gives up on a subscription after so many drops in a row. */
const dropsToDisable = 3

/** Sends webhooks as PagerDuty does: in order by incident, again after 5xx, 429 and silence, never after another 4xx. */
export function createDeliveries({ target, retryMs = 1000, timeoutMs = 5000 }: DeliveryOptions) {
  const all: Delivery[] = []
  const lines = new Map<string, Promise<void>>()
  const closing = new AbortController()
  // One for each webhook that is under way.
  setMaxListeners(0, closing.signal)
  let manner: 'as-is' | 'twice' | 'held' | 'lost' | Scattered = 'as-is'
  let scattered = 0
  let held: Delivery[] = []
  let drops = 0

  async function deliver(delivery: Delivery): Promise<void> {
    for (let pause = retryMs; !closing.signal.aborted; pause = Math.min(pause * 2, retryMs * 30)) {
      const patience = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)])
      const status = await sendTo(target, delivery, patience)
      delivery.statuses.push(status)
      if (typeof status === 'number' && status < 300) {
        drops = 0
        delivery.state = 'delivered'
        return
      }
      if (typeof status === 'number' && status < 500 && status !== 429) {
        drops += 1
        delivery.state = 'dropped'
        return
      }
      await wait(pause, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  function enqueue(delivery: Delivery): void {
    const before = lines.get(delivery.incident) ?? Promise.resolve()
    lines.set(
      delivery.incident,
      before.then(() => deliver(delivery)),
    )
  }

  function scatter(delivery: Delivery, { times, afterMs }: Scattered): void {
    for (let left = times(); left > 0; left--) {
      const after = wait(afterMs(), undefined, { signal: closing.signal }).catch(() => {})
      lines.set(
        `${delivery.incident} ${++scattered}`,
        after.then(() => deliver(delivery)),
      )
    }
  }

  return {
    /** Every webhook so far, in the order in which things happened. */
    all: all as readonly Delivery[],
    isDisabled: () => drops >= dropsToDisable,
    enable: () => {
      drops = 0
    },

    send(type: string, incident: string, event: object): void {
      const delivery: Delivery = {
        id: randomUUID(),
        type,
        incident,
        body: JSON.stringify({ event }),
        statuses: [],
        state: 'waiting',
      }
      all.push(delivery)
      if (manner === 'lost' || drops >= dropsToDisable) delivery.state = 'lost'
      else if (manner === 'held') held.push(delivery)
      else if (typeof manner === 'object') scatter(delivery, manner)
      else enqueue(delivery)
      if (manner === 'twice') enqueue(delivery)
    },

    /** From now on each webhook is sent twice, scattered, held back, or never sent; `as-is` ends that. */
    manner(how: typeof manner): void {
      manner = how
    },
    /** Sends what is held back, in order or the latest first, and holds back no more. */
    release(order: 'in-order' | 'reversed' = 'in-order'): void {
      manner = 'as-is'
      const due = order === 'reversed' ? held.reverse() : held
      held = []
      due.forEach(enqueue)
    },
    /** Sends one again, as it was. */
    again: (delivery: Delivery): void => enqueue(delivery),

    /** Resolves when nothing is under way any more; what is held back does not count. */
    async idle(): Promise<void> {
      for (let seen: Promise<void>[] = []; ; ) {
        const now = [...lines.values()]
        if (now.length === seen.length && now.every((line, i) => line === seen[i])) return
        await Promise.all(now)
        seen = now
      }
    },
    async close(): Promise<void> {
      closing.abort()
      await Promise.all(lines.values())
    },
  }
}
