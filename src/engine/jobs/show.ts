import { card as cardMessage } from '../../../blocks/card.ts'
import type { Message } from '../../../blocks/message.ts'
import { answered, overtaken } from '../../../blocks/page.ts'
import { timelineMessage } from '../../../blocks/timeline.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Post, Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { againAfterMs, type Edit, shownIn } from '../edit.ts'
import type { Ledger } from '../ledger.ts'
import { type Hold, type Performer, TakenOver } from '../performer.ts'
import type { Posted, PostOnce } from '../post-once.ts'

/** Entries that go into one message of the thread at most. */
const entriesAMessage = 12

export interface ShowDeps {
  store: Store
  posts: Posts
  chat: Chat
  queue: Queue
  clock: Clock
  ledger: Ledger
  postOnce: PostOnce
  edit: Edit
  /** A system's title, as people read it. */
  title(system: string): string
}

/** Makes Slack show the saved state: pages that are over, the card edited in place, then the timeline in order. */
export function show(deps: ShowDeps): Performer<'show'> {
  const { store, posts, queue, clock, ledger, postOnce, edit, title } = deps

  async function card(hold: Hold, incident: Incident, posted: Posted): Promise<Posted> {
    const known = posted.link ? posted : await introduce(hold, incident, posted)
    return refresh(hold, incident, 'card', known, cardMessage(incident, { title: title(incident.system) }))
  }

  /** Lets what is said in the card's thread find the incident, and the incident's messages find the thread. */
  async function introduce(hold: Hold, incident: Incident, card: Posted): Promise<Posted> {
    await ledger.link(hold.system, incident.id, [`thread:${card.channel}:${card.ts}`], hold.claim)
    const linked = { ...card, link: await deps.chat.permalink(card.channel, card.ts) }
    const kept = await posts.put(hold.system, incident.id, 'card', linked, hold.claim)
    if (!kept) throw new TakenOver(hold.claim.id)
    return linked
  }

  /** Edits a post of ours if it does not show this already. */
  const refresh = async (
    hold: Hold,
    incident: Incident,
    intent: string,
    post: Posted,
    message: Message,
    urgent = false,
  ) => (post.shown === shownIn(message) ? post : edit(hold, incident.id, intent, post, message, { urgent }))

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

  /** Somebody has it: the direct messages and mentions that asked for somebody say so, and lose their buttons. */
  async function pages(hold: Hold, incident: Incident, known: Record<string, Post>): Promise<void> {
    const link = known.card?.state === 'posted' ? known.card.link : undefined
    const over = {
      page: () => overtaken(incident, link, title(incident.system)),
      mention: () => answered(incident),
    }
    for (const [intent, post] of Object.entries(known)) {
      const [kind, cycle] = intent.split(':')
      if (kind !== 'page' && kind !== 'mention') continue
      if (incident.state === 'triggered' && Number(cycle) === incident.cycle) continue
      if (post.state === 'posted') await refresh(hold, incident, intent, post, over[kind](), true)
      if (post.state === 'in-digest') {
        const { person, level, number } = post
        await at(hold.system, { kind: 'digest', person, level, number })
      }
    }
  }

  const at = (system: string, job: Job, due = clock.now()) =>
    queue.order(system, [{ job, due, when: 'earlier' }])

  return async inHand => {
    const { system, job, claim } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident) return
    const again = () => at(system, job, clock.now() + againAfterMs * clock.rate())
    if (claim.takeover) await again()
    try {
      const known = await posts.all(system, job.incident)
      await pages(inHand, incident, known)
      if (known.card?.state === 'given-up')
        throw new Error(`Slack takes no card for ${incident.id}, not even in plain text`)
      // Its card comes in its turn, and then its thread.
      if (known.card?.state !== 'posted')
        return await at(system, { kind: 'cards', channel: incident.channel })
      await timeline(inHand, incident, await card(inHand, incident, known.card), known)
    } catch (error) {
      if (error instanceof OutsideError && error.fault.effect === 'unknown') await again()
      throw error
    }
  }
}
