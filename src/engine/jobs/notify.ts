import { belay } from '../../domain/actor.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Ledger } from '../ledger.ts'
import { lookUp } from '../look-up.ts'
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

/**
 * Finds out who is behind a level, and owes each of them a page; a level that reaches nobody climbs at once. Who cannot be
 * looked up holds up none of the others: the thread says so or, where that may pass, it is tried again.
 */
export const notify =
  ({ store, queue, clock, ledger, directory, pageElsewhere }: NotifyDeps): Performer<'notify'> =>
  async inHand => {
    const { system, job, claim } = inHand
    const { incident: id, cycle, climb, level } = job
    const incident = (await store.incident(system, id))?.value
    if (!incident || !isCurrent(incident, job)) return
    const notify = incident.policy.ladder[level - 1]?.notify ?? []
    const { found, lost } = await lookUp(notify, person => directory.people(person))
    const people = [...new Map(found.flatMap(({ is }) => is).map(member => [member.id, member])).values()]
    if (people.length === 0) {
      // Unknown is not nobody.
      if (lost[0]) {
        await pageElsewhere(inHand, [incident], lost[0].error)
        throw lost[0].error
      }
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

    const isFinal = ({ error }: (typeof lost)[number]) => error.fault.fault === 'refused'
    for (const { person, error } of lost.filter(isFinal)) {
      const text = `Level ${level}: ${person} could not be looked up, and is not told. ${error.message}`
      const trouble = { type: 'trouble', text, by: belay } as const
      await ledger.take(system, job.incident, trouble, `${claim.id}:without:${person}`, { claim })
    }
    const passing = lost.find(one => !isFinal(one))
    if (passing) throw passing.error
  }
