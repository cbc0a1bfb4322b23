import { runMessage } from '../../../blocks/run.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Directory, Member } from '../../ports/directory.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import { showInPlace } from '../show-in-place.ts'
import { channelOf } from './cards.ts'
import { createTellRun, type TellRunDeps } from './tell-run.ts'

export interface ShowRunDeps extends TellRunDeps {
  store: Store
  directory: Directory
}

/**
 * Makes a run's messages show its saved state: one where it was asked for, posted once and then edited in place, and
 * those that tell somebody of it.
 */
export function showRun(deps: ShowRunDeps): Performer<'show-run'> {
  const { store, directory } = deps
  const tell = createTellRun(deps)

  /** Those who may say yes: not whoever asked. */
  async function approvers(run: Run): Promise<Member[]> {
    const named = deps.system(run.system)?.people.approvers ?? []
    const members = (await Promise.all(named.map(person => directory.people(person)))).flat()
    return [
      ...new Map(members.filter(({ id }) => id !== run.requestedBy.id).map(one => [one.id, one])).values(),
    ]
  }

  return async inHand => {
    const { system, job } = inHand
    const run = (await store.run(system, job.run))?.value
    if (!run) return
    const concerns = run.state === 'proposed' || run.breakGlass || run.plan.exposes
    const people = concerns ? await approvers(run) : []
    const message = runMessage(run, { approvers: people.map(({ name }) => name) })
    const place = { ...run.place, channel: await channelOf(directory, run.place.channel) }
    // Somebody has just asked for it, or is to say yes: it does not wait behind other cards.
    const urgent = run.state === 'proposed'
    const card = { incident: run.id, intent: 'card', place, message, urgent }
    await showInPlace(deps, inHand, card, posted => tell(inHand, run, posted, people))
  }
}
