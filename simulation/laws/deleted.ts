import type { Message } from '../../blocks/message.ts'
import { runMessage } from '../../blocks/run.ts'
import { shownIn } from '../../src/engine/edit.ts'
import { cardOf } from '../../src/engine/jobs/cards.ts'
import { markOf } from '../../src/engine/post-once.ts'
import { system } from '../system.ts'
import type { World } from '../world.ts'
import { type Broken, incidentsIn, runsIn } from './law.ts'

/**
 * What must hold once everything has been done: a card, or a run's message, that somebody has deleted stands there again
 * as soon as there was something new to show. `savedAt`: when each incident and run was saved last, in real milliseconds.
 */
export function checkDeleted(
  { memory, slack }: World,
  aside: Set<string>,
  savedAt: Map<string, number>,
  broken: Broken,
): void {
  const postsOf = (id: string) => memory.of(system.system).posts.get(id)

  function check(law: string, id: string, message: Message): void {
    const mark = markOf(id, 'card')
    const at = slack.deleted.get(mark)
    const post = postsOf(id)?.get('card')
    const isAsItWas = post?.state === 'posted' && post.shown === shownIn(message)
    const isNews = at !== undefined && (savedAt.get(id) ?? 0) > at && !isAsItWas
    if (isNews && !aside.has(id) && slack.marked(mark).length !== 1)
      broken(law, `${id}: ${slack.marked(mark).length} times`)
  }

  for (const incident of incidentsIn(memory)) {
    const card = cardOf(incident, system.title, postsOf(incident.id)?.get('card-before'))
    check('a card that was deleted stands there again, once', incident.id, card)
  }
  for (const run of runsIn(memory))
    if (!run.breakGlass)
      check(
        'a message of a run that was deleted stands there again, once',
        run.id,
        runMessage(run, { approvers: [] }),
      )
}
