import { lockNag as message } from '../../../blocks/lock.ts'
import { nagMs } from '../../domain/run/lock.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'

export interface LockNagDeps {
  store: Store
  chat: Chat
  queue: Queue
  clock: Clock
  postOnce: PostOnce
  title(system: string): string
}

/** Asks whoever locked something by hand whether it is still needed, every few hours while it is locked. */
export const lockNag =
  ({ store, chat, queue, clock, postOnce, title }: LockNagDeps): Performer<'lock-nag'> =>
  async inHand => {
    const { system, job } = inHand
    const lock = (await store.lock(system, job.resource))?.value
    if (!lock?.byHand || lock.holder.id === undefined) return
    const count = Math.floor((clock.now() - lock.since) / nagMs)
    if (count > 0)
      await postOnce(inHand, {
        incident: `lock:${job.resource}`,
        intent: `${lock.since}:${count}`,
        place: { channel: await chat.direct(lock.holder.id) },
        message: message(lock, { system, title: title(system) }),
      })
    const due = lock.since + (count + 1) * nagMs
    await queue.order(system, [{ job, due, when: 'replace' }])
  }
