import type { Message } from '../../../blocks/message.ts'
import { answered, overtaken } from '../../../blocks/page.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Chat } from '../../ports/chat.ts'
import { isGone } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Rank } from '../../ports/lanes.ts'
import { type Lists, withoutCard } from '../../ports/lists.ts'
import type { Post, Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import { eachByItself } from '../each-by-itself.ts'
import { type Edit, shownIn } from '../edit.ts'
import type { Hold, Performer } from '../performer.ts'
import type { Posted } from '../post-once.ts'
import { put } from '../put.ts'
import { unlessGone } from '../unless-gone.ts'
import { cardOf } from './cards.ts'
import { createThread, type ThreadDeps } from './thread.ts'
import { linksToWaiting } from './waiting-links.ts'

export interface ShowDeps extends ThreadDeps {
  lists: Lists
  posts: Posts
  chat: Chat
  queue: Queue
  clock: Clock
  edit: Edit
}

type Known = Record<string, Post>

/** Makes Slack show the saved state: the card edited in place, the timeline in order, then pages that are over. */
export function show(deps: ShowDeps): Performer<'show'> {
  const { store, lists, posts, chat, queue, clock, edit, title } = deps
  const continueThread = createThread(deps)

  const at = (system: string, job: Job) => queue.order(system, [{ job, due: clock.now(), when: 'earlier' }])

  async function card(hold: Hold, incident: Incident, known: Known): Promise<void> {
    const { card } = known
    if (card?.state === 'given-up')
      throw new Error(`Slack takes no card for ${incident.id}, not even in plain text`)
    if (card?.state === 'gone') return cardAnew(hold, incident)
    // It comes in its turn, and then its thread.
    if (card?.state !== 'posted') return at(hold.system, { kind: 'cards', channel: incident.channel })
    try {
      const linked = card.link ? card : await introduce(hold, incident, card)
      const changes = await linksToWaiting(posts, incident)
      const message = cardOf(incident, title(incident.system), known['card-before'], changes)
      const current = await refresh(hold, incident, 'card', linked, message, 'card')
      await continueThread(hold, incident, current, known)
    } catch (error) {
      if (!isGone(error)) throw error
      await put(posts, hold, incident.id, 'card', { state: 'gone', ...(card.link && { link: card.link }) })
      await cardAnew(hold, incident)
    }
  }

  /** Where a card was taken away the channel is owed it again, as it would stand now; its thread goes on below that. */
  async function cardAnew({ system }: Hold, incident: Incident): Promise<void> {
    await lists.enter(system, withoutCard(incident.channel), incident)
    await at(system, { kind: 'cards', channel: incident.channel })
  }

  /** Lets the incident's messages lead to its thread. */
  async function introduce(hold: Hold, incident: Incident, card: Posted): Promise<Posted> {
    const linked = { ...card, link: await chat.permalink(card.channel, card.ts) }
    await put(posts, hold, incident.id, 'card', linked)
    return linked
  }

  /** Edits a post of ours if it does not show this already. */
  const refresh = async (
    hold: Hold,
    incident: Incident,
    intent: string,
    post: Posted,
    message: Message,
    rank: Rank,
  ) => (post.shown === shownIn(message) ? post : edit(hold, incident.id, intent, post, message, { rank }))

  /** Nobody is asked any more: the direct messages and mentions that did say so, or whose it is. */
  async function pages(hold: Hold, incident: Incident, known: Known): Promise<void> {
    const over = Object.entries(known).filter(([intent]) => isOver(intent, incident))
    if (over.length === 0) return
    const card = await posts.get(hold.system, incident.id, 'card')
    const link = card?.state === 'posted' ? card.link : undefined
    const end = async ([intent, post]: [string, Post]): Promise<void> => {
      const [kind, , , person = ''] = intent.split(':')
      const message =
        kind === 'page' ? overtaken(incident, person, link, title(incident.system)) : answered(incident)
      // A direct message asked one person; a mention stands below the card, which is to say so first.
      const rank = kind === 'page' ? 'page' : 'thread'
      if (post.state === 'posted') await unlessGone(refresh(hold, incident, intent, post, message, rank))
      if (post.state === 'in-digest') {
        const { person, level, number } = post
        await at(hold.system, { kind: 'digest', person, level, number })
      }
    }
    await eachByItself(over.map(one => () => end(one)))
  }

  return async inHand => {
    const { system, job } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident) return
    const known = await posts.all(system, job.incident)
    await eachByItself([() => card(inHand, incident, known), () => pages(inHand, incident, known)])
  }
}

/** Whether this is a page or mention by which the incident asks for nobody any more. */
function isOver(intent: string, incident: Incident): boolean {
  const [kind, cycle] = intent.split(':')
  const asks = incident.state === 'triggered' && Number(cycle) === incident.cycle
  return (kind === 'page' || kind === 'mention') && !asks
}
