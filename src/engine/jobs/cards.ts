import { card } from '../../../blocks/card.ts'
import type { Message } from '../../../blocks/message.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import { type Lists, withoutCard } from '../../ports/lists.ts'
import type { Post, Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { shownIn } from '../edit.ts'
import { lastStorm, stormList } from '../last-storm.ts'
import type { Ledger } from '../ledger.ts'
import { type Hold, type Performer, TakenOver } from '../performer.ts'
import { arrivesBy, type PostOnce } from '../post-once.ts'
import { threadKey } from '../thread-key.ts'

export interface CardsDeps {
  store: Store
  lists: Lists
  posts: Posts
  queue: Queue
  clock: Clock
  directory: Directory
  ledger: Ledger
  postOnce: PostOnce
  title(system: string): string
}

/** So many of the weightiest are looked at for one that can be posted now. */
const lookAhead = 20

/** Posts the weightiest card that a channel is owed, and is owed again while there are others. */
export function cards(deps: CardsDeps): Performer<'cards'> {
  const { store, lists, posts, queue, clock, directory, ledger, postOnce, title } = deps

  /**
   * None holds up the others: one that only a newer Belay can read is left to that, one that may still arrive waits
   * while there are certain ones, and after each attempt that failed the next is tried.
   */
  async function weightiest({ system, claim }: Hold, ids: string[]): Promise<[string, Incident | undefined]> {
    const looks = await Promise.allSettled(
      ids.map(async id => {
        const [incident, post] = [await store.incident(system, id), await posts.get(system, id, 'card')]
        return {
          id,
          incident: incident?.value,
          mayArrive: post?.state === 'sending' && arrivesBy(post) > clock.wall(),
        }
      }),
    )
    const readable = looks.flatMap(look => (look.status === 'fulfilled' ? look.value : []))
    const certain = readable.filter(({ mayArrive }) => !mayArrive)
    const choice = certain.length > 0 ? certain : readable
    const chosen = choice[(claim.attempts - 1) % choice.length]
    if (!chosen) throw (looks[0] as PromiseRejectedResult).reason
    return [chosen.id, chosen.incident]
  }

  /** One that is gone makes room for the next. Answers the latest that was there before. */
  async function makeRoom({ system, claim }: Hold, id: string): Promise<Post | undefined> {
    const { card, 'card-before': before } = await posts.all(system, id)
    if (card?.state !== 'gone') return before
    const kept = await posts.put(system, id, 'card-before', card, claim)
    if (!kept || !(await posts.forget(system, id, 'card', claim))) throw new TakenOver(claim.id)
    return card
  }

  /** What gets its card between two edits of a storm's card is told of there all the same. */
  async function countInStorm(system: string, channel: string, incident: Incident): Promise<void> {
    const { number, isOn } = await lastStorm(posts, system, channel)
    if (isOn) await lists.enter(system, stormList(channel, number), incident)
  }

  return async inHand => {
    const { system, job } = inHand
    const list = withoutCard(job.channel)
    const ids = await lists.of(system, list, lookAhead)
    if (ids.length === 0) return
    const [id, incident] = await weightiest(inHand, ids)
    if (incident) {
      const message = cardOf(incident, title(system), await makeRoom(inHand, id))
      const place = { channel: await channelOf(directory, job.channel) }
      const intended = { incident: id, intent: 'card', place, message, shown: shownIn(message) }
      const posted = await postOnce(inHand, intended)
      // Somebody may speak in the thread from now on.
      if (posted) await ledger.link(system, id, [threadKey(posted.channel, posted.ts)], inHand.claim)
      await countInStorm(system, job.channel, incident)
    }
    // It may have climbed while it was posted: who was called without a card to be mentioned below waits for that now.
    const now = incident && (await store.incident(system, id))?.value
    const follow: Job[] = [...(now ? afterCard(now) : []), job]
    await queue.order(
      system,
      follow.map(job => ({ job, due: clock.now(), when: 'earlier' as const })),
    )
    await lists.leave(system, list, [id])
  }
}

/** The card as it is to stand in its channel; one that was posted anew leads to the thread of the one before. */
export function cardOf(
  incident: Incident,
  title: string,
  before: Post | undefined,
  changes?: Record<string, string>,
): Message {
  const link = before?.state === 'gone' ? before.link : undefined
  const links = link === undefined ? [] : [{ label: 'Thread before', url: link }]
  return card(incident, { title, links, changes })
}

/** What waited for the card: the thread below it, and the ping of the level that is asked for. */
function afterCard({ id: incident, state, cycle, climb, level }: Incident): Job[] {
  const show: Job = { kind: 'show', incident }
  return state === 'triggered' && climb > 0
    ? [{ kind: 'mention', incident, cycle, climb, level }, show]
    : [show]
}

/** The id of a channel that a system file names. */
export async function channelOf(directory: Directory, name: string): Promise<string> {
  const channel = await directory.channel(name)
  if (channel) return channel
  throw new OutsideError(`Slack has no channel ${name} that Belay can see`, {
    service: 'slack',
    fault: 'refused',
    effect: 'none',
    code: 'channel_not_found',
  })
}
