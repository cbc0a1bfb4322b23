import { createHash } from 'node:crypto'
import { whatFailed } from '../../blocks/trouble-line.ts'
import type { Actor } from '../domain/actor.ts'
import { UserError } from '../domain/errors.ts'
import type { Incident } from '../domain/incident.ts'
import type { Run } from '../domain/run/run.ts'
import type { Clock } from '../ports/clock.ts'
import type { ParkedJob, Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import { nameOf, type SavingDeps } from './saving.ts'

/** A job that was put aside, as people are told of it. `key`: what stands for its id in a command. */
interface Parked extends ParkedJob {
  key: string
  system: string
  /** What it is about, as far as that is still known. */
  incident?: Incident
  run?: Run
}

/** What Belay has given up, for people to have tried again or dropped. Refusals are `UserError`s. */
export interface ParkedJobs {
  /** The newest first. */
  of(systems: string[]): Promise<Parked[]>
  /** Has it tried again, as one that was begun before. */
  again(system: string, key: string, by: Actor, operation: string): Promise<Parked>
  /** It is not owed any more. */
  drop(system: string, key: string, by: Actor, operation: string): Promise<Parked>
}

export interface ParkedDeps extends SavingDeps {
  queue: Pick<Queue, 'parked'>
  store: Pick<Store, 'save' | 'incident' | 'run'> & SavingDeps['store']
  clock: Clock
}

const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 12)

export function createParkedJobs({ queue, store, clock, wake }: ParkedDeps): ParkedJobs {
  async function about(system: string, parked: ParkedJob): Promise<Parked> {
    const { job } = parked
    const incident = job && 'incident' in job ? await store.incident(system, job.incident) : undefined
    const run = job && 'run' in job ? await store.run(system, job.run) : undefined
    return {
      ...parked,
      system,
      key: keyOf(parked.id),
      ...(incident && { incident: incident.value }),
      ...(run && { run: run.value }),
    }
  }

  async function find(system: string, key: string): Promise<Parked> {
    const found = (await queue.parked(system)).find(({ id }) => keyOf(id) === key)
    if (found) return about(system, found)
    throw new UserError('That is not put aside any more: somebody had it tried again, or dropped it.', {
      label: 'What is put aside',
      command: 'parked',
    })
  }

  const entry = ({ id, job, why, incident }: Parked, what: string, by: Actor) => ({
    at: clock.now(),
    by: nameOf(by),
    what,
    ...(incident && { incident: incident.id }),
    detail: { command: whatFailed({ job }), job: id, why, ...(job && 'run' in job && { run: job.run }) },
  })

  return {
    of: async systems =>
      (
        await Promise.all(
          systems.map(async system =>
            Promise.all((await queue.parked(system)).map(parked => about(system, parked))),
          ),
        )
      )
        .flat()
        .sort((a, b) => b.at - a.at),

    async again(system, key, by, operation) {
      const parked = await find(system, key)
      const { job } = parked
      if (!job) throw new UserError('What was owed cannot be read, so that it cannot be tried: drop it.')
      await store.save({
        system,
        operation,
        changes: [],
        cancelled: [],
        orders: [{ job, due: clock.now(), when: 'replace' }],
        audit: [entry(parked, 'parked again', by)],
      })
      wake(system)
      return parked
    },

    async drop(system, key, by, operation) {
      const parked = await find(system, key)
      await store.save({
        system,
        operation,
        changes: [],
        orders: [],
        cancelled: [],
        dropped: [parked.id],
        audit: [entry(parked, 'parked drop', by)],
      })
      return parked
    },
  }
}
