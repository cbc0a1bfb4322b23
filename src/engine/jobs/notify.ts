import { belay } from '../../domain/incident.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory, Member } from '../../ports/directory.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Ledger } from '../ledger.ts'
import type { Performer } from '../performer.ts'
import { isCurrent } from '../rung.ts'
import type { PageElsewhere } from './page-elsewhere.ts'

export interface NotifyDeps {
  store: Store
  queue: Queue
  clock: Clock
  ledger: Ledger
  directory: Directory
  pageElsewhere: PageElsewhere
}

/** Finds out who is behind a level, and owes each of them a page; a level that reaches nobody climbs at once. */
export const notify =
  ({ store, queue, clock, ledger, directory, pageElsewhere }: NotifyDeps): Performer<'notify'> =>
  async inHand => {
    const { system, job, claim } = inHand
    const { incident: id, cycle, climb, level } = job
    const incident = (await store.incident(system, id))?.value
    if (!incident || !isCurrent(incident, job)) return
    let people: Member[]
    try {
      people = await resolve(directory, incident.policy.ladder[level - 1]?.notify ?? [])
    } catch (error) {
      await pageElsewhere(inHand, [incident], error)
      throw error
    }
    if (people.length === 0) {
      const nobody = { type: 'nobody-reached', cycle, climb, by: belay } as const
      await ledger.take(system, id, nobody, claim.id, { claim })
      return
    }
    const rung = { incident: id, cycle, climb, level }
    const pages = people.map((person): Job => ({ kind: 'page', ...rung, person: person.id }))
    const at = { due: clock.now(), when: 'earlier' } as const
    await queue.order(
      system,
      [{ kind: 'mention' as const, ...rung }, ...pages].map(job => ({ job, ...at })),
    )
  }

async function resolve(directory: Directory, notify: string[]): Promise<Member[]> {
  const found = await Promise.all(notify.map(person => directory.people(person)))
  return [...new Map(found.flat().map(member => [member.id, member])).values()]
}
