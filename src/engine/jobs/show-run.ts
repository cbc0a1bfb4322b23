import { runMessage } from '../../../blocks/run.ts'
import type { OutsideError } from '../../domain/errors.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory, Member } from '../../ports/directory.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { isFinal, mostHopeful } from '../failure.ts'
import { lookUp } from '../look-up.ts'
import { carriedOn } from '../pages/whose.ts'
import type { Hold, Performer } from '../performer.ts'
import { put } from '../put.ts'
import { showInPlace } from '../show-in-place.ts'
import { unlessGone } from '../unless-gone.ts'
import { channelOf } from './cards.ts'
import { createTellRun, type TellRunDeps } from './tell-run.ts'

export interface ShowRunDeps extends TellRunDeps {
  store: Store
  directory: Directory
  queue: Queue
  clock: Clock
}

/**
 * Makes a run's messages show its saved state: one where it was asked for, posted once and then edited in place, and
 * those that tell somebody of it.
 */
export function showRun(deps: ShowRunDeps): Performer<'show-run'> {
  const { store, directory, posts, chat, queue, clock } = deps
  const tell = createTellRun(deps)

  /** Those who may say yes, not whoever asked, as far as they can be looked up. */
  async function approvers(run: Run): Promise<{ people: Member[]; lost: OutsideError[] }> {
    const named = deps.system(run.system)?.people.approvers ?? []
    const { found, lost } = await lookUp(named, person => directory.people(person))
    // Unknown is not nobody.
    if (found.length === 0 && lost[0]) throw lost[0].error
    const others = found.flatMap(({ is }) => is).filter(({ id }) => id !== run.requestedBy.id)
    return {
      people: [...new Map(others.map(one => [one.id, one])).values()],
      lost: lost.map(({ error }) => error),
    }
  }

  /** While it waits for approval the card of its incident leads to its message. */
  async function leadThere(hold: Hold, run: Run): Promise<void> {
    if (run.state !== 'proposed' || !run.incident) return
    const post = await posts.get(run.system, run.id, 'card')
    if (post?.state !== 'posted' || post.link !== undefined) return
    const link = await unlessGone(chat.permalink(post.channel, post.ts))
    const incident = await carriedOn(store, run.system, run.incident.id)
    if (link === undefined || !incident) return
    await put(posts, hold, run.id, 'card', { ...post, link })
    const show = { kind: 'show', incident: incident.id } as const
    await queue.order(run.system, [{ job: show, due: clock.now(), when: 'earlier' }])
  }

  return async inHand => {
    const { system, job } = inHand
    const run = (await store.run(system, job.run))?.value
    if (!run) return
    const concerns = run.state === 'proposed' || run.breakGlass || run.plan.exposes
    const { people, lost } = concerns ? await approvers(run) : { people: [], lost: [] }
    const message = runMessage(run, { approvers: people.map(({ name }) => name) })
    // Somebody has just asked for it, or is to say yes: it does not wait behind other cards.
    const urgent = run.state === 'proposed'
    try {
      const place = { ...run.place, channel: await channelOf(directory, run.place.channel) }
      const card = { incident: run.id, intent: 'card', place, message, urgent }
      await showInPlace(deps, inHand, card, posted => tell(inHand, run, posted, people))
      await leadThere(inHand, run)
    } catch (error) {
      // Whoever is to say yes, or to look after it, hears of it all the same.
      if (isFinal(error)) await tell(inHand, run, undefined, people)
      throw error
    }
    if (lost.length > 0) throw mostHopeful(lost)
  }
}
