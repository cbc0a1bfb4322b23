import { mention as mentionMessage } from '../../../blocks/page.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Store } from '../../ports/store.ts'
import { NotYet, type Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { isCurrent } from '../rung.ts'

/** How soon to look again for the card whose thread the mention goes to. */
const cardSoonMs = 300

export interface MentionDeps {
  store: Store
  posts: Posts
  directory: Directory
  postOnce: PostOnce
  title(system: string): string
}

/** Pings a level in the incident's thread: its groups where it names groups, else its people. */
export const mention =
  ({ store, posts, directory, postOnce, title }: MentionDeps): Performer<'mention'> =>
  async inHand => {
    const { system, job } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident || !isCurrent(incident, job)) return
    const card = await posts.get(system, job.incident, 'card')
    if (card?.state !== 'posted') throw new NotYet(cardSoonMs, 'the card is not there yet')
    const notify = incident.policy.ladder[job.level - 1]?.notify ?? []
    const handles = notify.filter(person => person.startsWith('@'))
    const groups = (await Promise.all(handles.map(handle => directory.group(handle)))).filter(
      id => id !== undefined,
    )
    const inGroups = new Set(
      (await Promise.all(handles.map(handle => directory.people(handle)))).flat().map(({ id }) => id),
    )
    const users = job.people.filter(id => !inGroups.has(id))
    await postOnce(inHand, {
      incident: job.incident,
      intent: `mention:${job.cycle}:${job.climb}`,
      place: { channel: card.channel, thread: card.ts },
      message: mentionMessage(incident, { level: job.level, groups, users }, title(system)),
      urgent: true,
    })
  }
