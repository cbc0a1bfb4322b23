import { OutsideError } from '../src/domain/errors.ts'
import type { Lists } from '../src/ports/lists.ts'
import type { Posts } from '../src/ports/posts.ts'
import type { Queue } from '../src/ports/queue.ts'
import type { Store } from '../src/ports/store.ts'
import type { Caller, Wire } from './wire.ts'

/** What is kept for all processes. */
export interface Kept {
  store: Store
  queue: Queue
  posts: Posts
  lists: Lists
}

/** How long a command to Redis is waited for, and how long it may be on its way before its script leaves it. */
const [limitMs, lateMs] = [5_000, 4_000]

const tooLate = (what: string) =>
  new OutsideError(`redis, ${what}: too late`, { service: 'redis', fault: 'away', effect: 'none' })

/** What is kept as a process reaches it: every call is one command to Redis, done in one go or not at all. */
export function overWire(wire: Wire, from: Caller, { store, queue, posts, lists }: Kept): Kept {
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
  return {
    store: through(store, {
      save: save => inTime('save', save.operation, () => store.save(save), refuse('save')),
    }),
    queue: through(queue, {
      order: (system, orders) => inTime('order', orders, () => queue.order(system, orders), refuse('order')),
      claim: (system, limit, leaseMs, kinds) =>
        inTime(
          'claim',
          undefined,
          () => queue.claim(system, limit, leaseMs, kinds),
          () => ({ claims: [], nextInMs: undefined }),
        ),
    }),
    posts: through(posts),
    lists: through(lists),
  }
}
