import { OutsideError } from '../src/domain/errors.ts'
import type { Lanes } from '../src/ports/lanes.ts'
import type { Lists } from '../src/ports/lists.ts'
import type { Posts } from '../src/ports/posts.ts'
import type { Queue } from '../src/ports/queue.ts'
import type { Save, SaveResult, Store } from '../src/ports/store.ts'
import type { History } from '../src/store/history.ts'
import type { Memory } from './memory/memory.ts'
import type { Caller, Wire } from './wire.ts'

/** What is kept for all processes. */
export interface Kept {
  store: Store
  queue: Queue
  posts: Posts
  lists: Lists
  lanes: Lanes
}

/** How long a command to Redis is waited for, and how long it may be on its way before its script leaves it. */
const [limitMs, lateMs] = [5_000, 4_000]

const tooLate = (what: string) =>
  new OutsideError(`redis, ${what}: too late`, { service: 'redis', fault: 'away', effect: 'none' })

/**
 * What is kept as a process reaches it: every call is one command to Redis, done in one go or not at all. Nothing is
 * saved or claimed before it is known whether `history` goes on.
 */
export function overWire(
  wire: Wire,
  from: Caller,
  kept: Kept,
  history: History,
  memory: Memory,
): Omit<Kept, 'lanes'> {
  const { store, queue, posts, lists } = kept
  function through<P extends object>(port: P, own: Partial<P> = {}): P {
    const ask = (method: string, given: unknown[], act: () => unknown) =>
      wire(from, { service: 'redis', method, given, effect: act, limitMs })
    const methods = Object.entries(port).map(([method, act]) => [
      method,
      (...given: unknown[]) => ask(method, given, () => (act as (...given: unknown[]) => unknown)(...given)),
    ])
    return { ...(Object.fromEntries(methods) as P), ...own }
  }
  /** A script that has a deadline. */
  const inTime = <T>(method: string, given: unknown, act: () => Promise<T>, late: () => T): Promise<T> =>
    wire(from, {
      service: 'redis',
      method,
      given,
      effect: tookMs => (tookMs > lateMs ? late() : act()),
      limitMs,
    })
  const refuse = (what: string) => () => {
    throw tooLate(what)
  }
  async function save(given: Save): Promise<SaveResult> {
    const { system, operation } = given
    const known = await history.known(system)
    const isForgotten = () => {
      const { epoch, operations } = memory.of(system)
      return (
        known.epoch !== epoch || (known.operation !== '' && operations.get(known.operation) !== known.version)
      )
    }
    let written: string | undefined
    const answer = await inTime<SaveResult | 'forgotten'>(
      'save',
      operation,
      async () => {
        if (isForgotten()) return 'forgotten'
        const result = await store.save(given)
        written = memory.of(system).operations.get(operation)
        return result
      },
      refuse('save'),
    )
    if (answer === 'forgotten') {
      await history.check(system)
      return save(given)
    }
    if (answer === 'saved') history.saw(system, operation, written!)
    return answer
  }
  return {
    store: through(store, {
      save,
    }),
    queue: through(queue, {
      order: (system, orders) => inTime('order', orders, () => queue.order(system, orders), refuse('order')),
      async claim(system, limit, leaseMs, kinds) {
        await history.known(system)
        return inTime(
          'claim',
          undefined,
          () => queue.claim(system, limit, leaseMs, kinds),
          () => ({ claims: [], nextInMs: undefined }),
        )
      },
    }),
    posts: through(posts),
    lists: through(lists),
  }
}

/** The limits of Slack that all processes share, likewise. */
export const lanesOver = (wire: Wire, from: Caller, lanes: Lanes): Lanes => ({
  take: (lane, everyMs, rank, who) =>
    wire(from, {
      service: 'redis',
      method: 'take',
      given: [lane, who],
      effect: () => lanes.take(lane, everyMs, rank, who),
      limitMs,
    }),
  close: (lane, forMs) =>
    wire(from, {
      service: 'redis',
      method: 'close',
      given: [lane, forMs],
      effect: () => lanes.close(lane, forMs),
      limitMs,
    }),
})
