import { createHash } from 'node:crypto'
import { card as cardMessage } from '../../../blocks/card.ts'
import type { Message } from '../../../blocks/message.ts'
import { overtaken } from '../../../blocks/page.ts'
import { plain } from '../../../blocks/plain.ts'
import { timelineMessage } from '../../../blocks/timeline.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Post, Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Ledger } from '../ledger.ts'
import { type Hold, type Performer, TakenOver } from '../performer.ts'
import { isUnshowable, type Posted, type PostOnce } from '../post-once.ts'

/** Entries that go into one message of the thread at most. */
const entriesAMessage = 12
/** After a doubt, when an update of somebody else's may still land on top of ours. */
const againAfterMs = 25_000

export interface ShowDeps {
  store: Store
  posts: Posts
  chat: Chat
  queue: Queue
  clock: Clock
  directory: Directory
  ledger: Ledger
  postOnce: PostOnce
  /** A system's title, as people read it. */
  title(system: string): string
}

/** Makes Slack show the saved state: the card edited in place, then the timeline in order, then pages that are over. */
export function show(deps: ShowDeps): Performer<'show'> {
  const { store, posts, chat, queue, clock, directory, ledger, postOnce, title } = deps

  async function card(hold: Hold, incident: Incident): Promise<Posted> {
    const message = cardMessage(incident, { title: title(incident.system) })
    const known = await posts.get(hold.system, incident.id, 'card')
    const posted = known?.state === 'posted' ? known : await firstCard(hold, incident, message)
    return refresh(
      hold,
      incident,
      'card',
      posted.link ? posted : await introduce(hold, incident, posted),
      message,
    )
  }

  async function firstCard(hold: Hold, incident: Incident, message: Message): Promise<Posted> {
    const channel = await directory.channel(incident.channel)
    if (!channel) throw refusedChannel(incident.channel)
    const intent = {
      incident: incident.id,
      intent: 'card',
      place: { channel },
      message,
      shown: digest(message),
    }
    const posted = await postOnce(hold, intent)
    if (!posted) throw new Error(`Slack takes no card for ${incident.id}, not even in plain text`)
    return posted
  }

  /** Lets what is said in the card's thread find the incident, and the incident's messages find the thread. */
  async function introduce(hold: Hold, incident: Incident, card: Posted): Promise<Posted> {
    await ledger.link(hold.system, incident.id, [`thread:${card.channel}:${card.ts}`], hold.claim)
    const linked = { ...card, link: await chat.permalink(card.channel, card.ts) }
    await put(hold, incident, 'card', linked)
    return linked
  }

  async function put(hold: Hold, incident: Incident, intent: string, post: Posted): Promise<void> {
    const kept = await posts.put(hold.system, incident.id, intent, post, hold.claim)
    if (!kept) throw new TakenOver(hold.claim.id)
  }

  /** Edits a post of ours if it does not show this already. */
  async function refresh(
    hold: Hold,
    incident: Incident,
    intent: string,
    post: Posted,
    message: Message,
  ): Promise<Posted> {
    const shown = digest(message)
    if (post.shown === shown) return post
    await update(post, message)
    const now = { ...post, shown }
    await put(hold, incident, intent, now)
    return now
  }

  async function update(post: Posted, message: Message): Promise<void> {
    try {
      await chat.update(post.channel, post.ts, message)
    } catch (error) {
      if (!isUnshowable(error)) throw error
      await chat.update(post.channel, post.ts, plain(message))
    }
  }

  async function timeline(
    hold: Hold,
    incident: Incident,
    card: Posted,
    known: Record<string, Post>,
  ): Promise<void> {
    let from = 0
    for (;;) {
      const begun = known[`entry:${from}`]
      if (begun && begun.state !== 'sending') {
        from = (begun.upTo ?? from) + 1
        continue
      }
      const upTo = begun?.upTo ?? Math.min(incident.entries, from + entriesAMessage) - 1
      const entries = (await store.timeline(hold.system, incident.id, from)).slice(0, upTo - from + 1)
      if (entries.length === 0) return
      await postOnce(hold, {
        incident: incident.id,
        intent: `entry:${from}`,
        place: { channel: card.channel, thread: card.ts },
        message: timelineMessage(entries, incident, title(incident.system)),
        upTo: from + entries.length - 1,
      })
      from += entries.length
    }
  }

  /** Somebody has it: the direct messages that asked for somebody say so, and lose their buttons. */
  async function pages(
    hold: Hold,
    incident: Incident,
    card: Posted,
    known: Record<string, Post>,
  ): Promise<void> {
    for (const [intent, post] of Object.entries(known)) {
      if (!intent.startsWith('page:') || post.state !== 'posted') continue
      const cycle = Number(intent.split(':')[1])
      if (incident.state === 'triggered' && cycle === incident.cycle) continue
      await refresh(hold, incident, intent, post, overtaken(incident, card.link, title(incident.system)))
    }
  }

  return async inHand => {
    const { system, job, claim } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident) return
    const again = () =>
      queue.order(system, [{ job, due: clock.now() + againAfterMs * clock.rate(), when: 'earlier' }])
    if (claim.takeover) await again()
    try {
      const posted = await card(inHand, incident)
      const known = await posts.all(system, job.incident)
      await timeline(inHand, incident, posted, known)
      await pages(inHand, incident, posted, known)
    } catch (error) {
      if (error instanceof OutsideError && error.fault.effect === 'unknown') await again()
      throw error
    }
  }
}

const digest = (message: Message): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 16)

const refusedChannel = (channel: string) =>
  new OutsideError(`Slack has no channel ${channel} that Belay can see`, {
    service: 'slack',
    fault: 'refused',
    effect: 'none',
    code: 'channel_not_found',
  })
