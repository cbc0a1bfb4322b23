import { direct } from '../../../blocks/page.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Lists } from '../../ports/lists.ts'
import type { Post, Posts } from '../../ports/posts.ts'
import type { Store } from '../../ports/store.ts'
import type { InHand, Performer } from '../performer.ts'
import type { Posted, PostOnce } from '../post-once.ts'
import { put } from '../put.ts'
import { isCurrent, isOneOfMany } from '../rung.ts'
import type { Digests, Reader } from './digest.ts'
import type { PageElsewhere } from './page-elsewhere.ts'
import type { Told } from './told.ts'

export interface PageDeps {
  store: Store
  lists: Lists
  posts: Posts
  chat: Chat
  postOnce: PostOnce
  digests: Digests
  told: Told
  pageElsewhere: PageElsewhere
  title(system: string): string
}

/** Tells one person of one level: in a direct message or, when there are many, in the digest that says how many. */
export function page(deps: PageDeps): Performer<'page'> {
  const { store, lists, posts, chat, postOnce, digests, told, pageElsewhere, title } = deps

  async function tell(
    inHand: InHand<'page'>,
    incident: Incident,
    intent: string,
    card: Post | undefined,
  ): Promise<void> {
    const { system, job } = inHand
    let posted: Posted | undefined
    try {
      const link = card?.state === 'posted' ? card.link : undefined
      posted = await postOnce(inHand, {
        incident: job.incident,
        intent,
        place: { channel: await chat.direct(job.person) },
        message: direct(incident, job.level, link, title(system)),
        urgent: true,
      })
    } catch (error) {
      await pageElsewhere(inHand, [incident], error)
      throw error
    }
    if (posted) await told(inHand, job)
  }

  /** In which digest is saved first: whoever goes on with it tells of it there, and nowhere else. */
  async function tellTogether(
    inHand: InHand<'page'>,
    incident: Incident,
    intent: string,
    known: Record<string, Post>,
  ): Promise<void> {
    const { system, job } = inHand
    const { person, level } = job
    const number = await digests.next(system, job, calledIn(known, job))
    await put(posts, inHand, job.incident, intent, { state: 'in-digest', person, level, number })
    await digests.enter(system, incident, job, number)
  }

  return async inHand => {
    const { system, job } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident || !isCurrent(incident, job)) return
    const intent = `page:${job.cycle}:${job.climb}:${job.person}`
    const known = await posts.all(system, job.incident)
    const before = known[intent]
    if (before?.state === 'in-digest') return digests.enter(system, incident, job, before.number)
    if (!before && (await isOneOfMany(lists, incident))) return tellTogether(inHand, incident, intent, known)
    return tell(inHand, incident, intent, known.card)
  }
}

/** The last digest by which the same person was called for it before; 0 where there was none. */
const calledIn = (known: Record<string, Post>, { person, level }: Reader): number =>
  Math.max(
    0,
    ...Object.values(known).flatMap(post =>
      post.state === 'in-digest' && post.person === person && post.level === level ? post.number : [],
    ),
  )
