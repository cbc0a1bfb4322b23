import { card } from '../../../blocks/card.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import { type Lists, withoutCard } from '../../ports/lists.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { shownIn } from '../edit.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'

export interface CardsDeps {
  store: Store
  lists: Lists
  queue: Queue
  clock: Clock
  directory: Directory
  postOnce: PostOnce
  title(system: string): string
}

/**
 * Posts the weightiest card that a channel is owed, and is owed again while there are others. One that fails time and
 * again does not hold up the next: each failed attempt looks one place further down.
 */
export const cards =
  ({ store, lists, queue, clock, directory, postOnce, title }: CardsDeps): Performer<'cards'> =>
  async inHand => {
    const { system, job, claim } = inHand
    const list = withoutCard(job.channel)
    const id = (await lists.of(system, list, claim.attempts)).at(-1)
    if (id === undefined) return
    const incident = (await store.incident(system, id))?.value
    if (incident) {
      const message = card(incident, { title: title(system) })
      const place = { channel: await channelOf(directory, job.channel) }
      await postOnce(inHand, { incident: id, intent: 'card', place, message, shown: shownIn(message) })
    }
    const follow: Job[] = [...(incident ? afterCard(incident) : []), job]
    await queue.order(
      system,
      follow.map(job => ({ job, due: clock.now(), when: 'earlier' as const })),
    )
    await lists.leave(system, list, [id])
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
