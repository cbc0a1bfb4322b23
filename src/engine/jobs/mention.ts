import { mention as mentionMessage } from '../../../blocks/page.ts'
import type { Directory, Member } from '../../ports/directory.ts'
import type { Lists } from '../../ports/lists.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Store } from '../../ports/store.ts'
import { type LookedUp, lookUp } from '../look-up.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { isCurrent, isOneOfMany } from '../rung.ts'

export interface MentionDeps {
  store: Store
  lists: Lists
  posts: Posts
  directory: Directory
  postOnce: PostOnce
  title(system: string): string
}

/**
 * Pings a level in the incident's thread, as long as no other has been called: its groups where it names groups, else
 * its people. Without a card there is no thread yet: whoever posts that has the level pinged. What is told of together
 * with others pings nobody by itself.
 */
export const mention =
  ({ store, lists, posts, directory, postOnce, title }: MentionDeps): Performer<'mention'> =>
  async inHand => {
    const { system, job } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident || !isCurrent(incident, job) || incident.climb !== job.climb) return
    const card = await posts.get(system, job.incident, 'card')
    if (card?.state !== 'posted' || (await isOneOfMany(lists, incident))) return

    const { groups, users } = await audience(directory, incident.policy.ladder[job.level - 1]?.notify ?? [])
    if (groups.length + users.length === 0) return
    await postOnce(inHand, {
      incident: job.incident,
      intent: `mention:${job.cycle}:${job.climb}`,
      place: { channel: card.channel, thread: card.ts },
      message: mentionMessage(incident, { level: job.level, groups, users }, title(system)),
      urgent: true,
      // The first stands below a card that has just been posted; by the next one that may be far up.
      broadcast: job.cycle > 1 || job.climb > 1,
    })
  }

/** Slack's ids of the groups, and of those people who are in none of them, as far as they can be looked up. */
async function audience(
  directory: Directory,
  notify: string[],
): Promise<{ groups: string[]; users: string[] }> {
  const handles = notify.filter(person => person.startsWith('@'))
  const others = notify.filter(person => !person.startsWith('@'))
  const [groups, members, people] = await Promise.all([
    lookUp(handles, handle => directory.group(handle)),
    lookUp(handles, handle => directory.people(handle)),
    lookUp(others, person => directory.people(person)),
  ])
  const inGroups = new Set(idsOf(members))
  const found = {
    groups: groups.found.flatMap(({ is }) => is ?? []),
    users: [...new Set(idsOf(people))].filter(id => !inGroups.has(id)),
  }
  const [lost] = [...groups.lost, ...people.lost]
  if (lost && found.groups.length + found.users.length === 0) throw lost.error
  return found
}

const idsOf = ({ found }: LookedUp<Member[]>): string[] => found.flatMap(({ is }) => is.map(({ id }) => id))
