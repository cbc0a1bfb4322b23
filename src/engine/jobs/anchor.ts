import { anchor as message } from '../../../blocks/anchor.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { channelOf } from './cards.ts'

const everyMs = 3_600_000
const owner = 'anchor'

export interface AnchorDeps {
  store: Pick<Store, 'auditHead'>
  posts: Posts
  queue: Queue
  clock: Clock
  directory: Directory
  postOnce: PostOnce
  system(name: string): System | undefined
}

/** Posts the head of a system's audit where its file says, every hour in which something was added to it. */
export function anchor(deps: AnchorDeps): Performer<'anchor'> {
  const { store, posts, queue, clock, directory, postOnce, system } = deps
  return async inHand => {
    const its = system(inHand.system)
    if (!its?.audit) return
    const hour = Math.floor(clock.now() / everyMs)
    // First: so that there is a next hour also when this one is put aside.
    const next = { job: inHand.job, due: (hour + 1) * everyMs, when: 'replace' } as const
    await queue.order(inHand.system, [next])
    const head = await store.auditHead(inHand.system)
    const earlier = Object.entries(await posts.all(inHand.system, owner))
    const isTold = earlier.some(([, post]) => post.state === 'posted' && post.shown === head)
    if (head !== '' && !isTold) {
      const place = { channel: await channelOf(directory, its.audit.channel) }
      const said = { incident: owner, intent: `${hour}`, place, message: message(head, its), shown: head }
      await postOnce(inHand, said)
      for (const [intent] of earlier)
        if (intent !== said.intent) await posts.forget(inHand.system, owner, intent, inHand.claim)
    }
  }
}
