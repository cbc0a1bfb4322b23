import { belay } from '../../domain/incident.ts'
import type { Order } from '../../domain/jobs.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Store } from '../../ports/store.ts'
import type { Ledger } from '../ledger.ts'
import { lookUp } from '../look-up.ts'
import type { Performer } from '../performer.ts'
import { isCurrent } from '../rung.ts'

/**
 * Finds out who is behind a level, and owes each of them a page; a level that reaches nobody climbs at once. Who cannot be
 * looked up holds up none of the others: the thread says so or, where that may pass, it is tried again.
 */
export const notify =
  (store: Store, ledger: Ledger, directory: Directory): Performer<'notify'> =>
  async ({ system, job, claim }) => {
    const { cycle, climb, level } = job
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident || !isCurrent(incident, job)) return
    const notify = incident.policy.ladder[level - 1]?.notify ?? []
    const { found, lost } = await lookUp(notify, person => directory.people(person))
    const people = [...new Map(found.flatMap(({ is }) => is).map(member => [member.id, member])).values()]
    if (people.length === 0) {
      // Unknown is not nobody.
      if (lost[0]) throw lost[0].error
      const nobody = { type: 'nobody-reached', cycle, climb, by: belay } as const
      await ledger.take(system, job.incident, nobody, claim.id, { claim })
      return
    }
    const rung = { incident: job.incident, cycle, climb, level }
    const orders = (_: unknown, now: number): Order[] => [
      { job: { kind: 'mention', ...rung }, due: now, when: 'earlier' },
      ...people.map(
        ({ id }): Order => ({ job: { kind: 'page', ...rung, person: id }, due: now, when: 'earlier' }),
      ),
    ]
    const names = people.map(person => person.name)
    const told = { type: 'told', cycle, climb, level, people: names, by: belay } as const
    // By whom it tells: whoever is found later is told then.
    const operation = [claim.id, ...people.map(({ id }) => id)].join(':')
    await ledger.take(system, job.incident, told, operation, { claim, orders })

    const isFinal = ({ error }: (typeof lost)[number]) => error.fault.fault === 'refused'
    for (const { person, error } of lost.filter(isFinal)) {
      const text = `Level ${level}: ${person} could not be looked up, and is not told. ${error.message}`
      const trouble = { type: 'trouble', text, by: belay } as const
      await ledger.take(system, job.incident, trouble, `${claim.id}:without:${person}`, { claim })
    }
    const passing = lost.find(one => !isFinal(one))
    if (passing) throw passing.error
  }
