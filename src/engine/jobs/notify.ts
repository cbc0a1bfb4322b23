import { belay } from '../../domain/incident.ts'
import type { Order } from '../../domain/jobs.ts'
import type { Directory, Member } from '../../ports/directory.ts'
import type { Store } from '../../ports/store.ts'
import type { Ledger } from '../ledger.ts'
import type { Performer } from '../performer.ts'
import { isCurrent } from '../rung.ts'

/** Finds out who is behind a level, and owes each of them a page; a level that reaches nobody climbs at once. */
export const notify =
  (store: Store, ledger: Ledger, directory: Directory): Performer<'notify'> =>
  async ({ system, job, claim }) => {
    const { cycle, climb, level } = job
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident || !isCurrent(incident, job)) return
    const people = await resolve(directory, incident.policy.ladder[level - 1]?.notify ?? [])
    if (people.length === 0) {
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
    await ledger.take(system, job.incident, told, claim.id, { claim, orders })
  }

async function resolve(directory: Directory, notify: string[]): Promise<Member[]> {
  const found = await Promise.all(notify.map(person => directory.people(person)))
  return [...new Map(found.flat().map(member => [member.id, member])).values()]
}
