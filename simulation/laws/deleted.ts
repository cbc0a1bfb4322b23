import { shownIn } from '../../src/engine/edit.ts'
import { cardOf } from '../../src/engine/jobs/cards.ts'
import { markOf } from '../../src/engine/post-once.ts'
import { system } from '../system.ts'
import type { World } from '../world.ts'
import { type Broken, incidentsIn } from './law.ts'

/**
 * What must hold once everything has been done: a card that somebody has deleted stands there again as soon as there was
 * something new to show. `savedAt`: when each incident was saved last, in real milliseconds.
 */
export function checkDeleted(
  { memory, slack }: World,
  aside: Set<string>,
  savedAt: Map<string, number>,
  broken: Broken,
): void {
  for (const incident of incidentsIn(memory)) {
    const { id } = incident
    const mark = markOf(id, 'card')
    const at = slack.deleted.get(mark)
    const posts = memory.of(system.system).posts.get(id)
    const post = posts?.get('card')
    const isAsItWas =
      post?.state === 'posted' &&
      post.shown === shownIn(cardOf(incident, system.title, posts?.get('card-before')))
    const isNews = at !== undefined && (savedAt.get(id) ?? 0) > at && !isAsItWas
    if (isNews && !aside.has(id) && slack.marked(mark).length !== 1)
      broken('a card that was deleted stands there again, once', `${id}: ${slack.marked(mark).length} times`)
  }
}
