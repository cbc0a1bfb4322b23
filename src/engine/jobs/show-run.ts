import { runMessage } from '../../../blocks/run.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Run } from '../../domain/run/run.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { againAfterMs, type Edit, shownIn } from '../edit.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'

export interface ShowRunDeps {
  store: Store
  posts: Posts
  queue: Queue
  clock: Clock
  directory: Directory
  postOnce: PostOnce
  edit: Edit
  system(name: string): System | undefined
}

/** Makes a run's message show its saved state: posted once, where it was asked for, then edited in place. */
export function showRun(deps: ShowRunDeps): Performer<'show-run'> {
  const { store, queue, clock, directory, postOnce, edit } = deps

  /** Those who may say yes, by name: not whoever asked. */
  async function approvers(run: Run): Promise<string[]> {
    if (run.state !== 'proposed') return []
    const named = deps.system(run.system)?.people.approvers ?? []
    const members = (await Promise.all(named.map(person => directory.people(person)))).flat()
    const others = members.filter(({ id }) => id !== run.requestedBy.id)
    return [...new Set(others.map(({ name }) => name))]
  }

  return async inHand => {
    const { system, job, claim } = inHand
    const run = (await store.run(system, job.run))?.value
    if (!run) return
    const again = () =>
      queue.order(system, [{ job, due: clock.now() + againAfterMs * clock.rate(), when: 'earlier' }])
    if (claim.takeover) await again()
    const message = runMessage(run, { approvers: await approvers(run) })
    try {
      const intent = { incident: run.id, intent: 'card', place: run.place, message, shown: shownIn(message) }
      // Somebody has just asked for it, or is to say yes: it does not wait behind other cards.
      const posted = await postOnce(inHand, { ...intent, urgent: run.state === 'proposed' })
      if (posted && posted.shown !== shownIn(message)) await edit(inHand, run.id, 'card', posted, message)
    } catch (error) {
      if (error instanceof OutsideError && error.fault.effect === 'unknown') await again()
      throw error
    }
  }
}
