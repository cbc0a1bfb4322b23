import type { Logger } from 'pino'
import { stuckLine, unlistedLine } from '../../blocks/trouble-line.ts'
import { belay } from '../domain/actor.ts'
import type { System } from '../domain/system.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Claim, Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { Trouble } from './give-back.ts'
import type { Ledger } from './ledger.ts'

export interface TroublesDeps {
  systems: System[]
  store: Store
  ledger: Ledger
  queue: Queue
  directory: Directory
  clock: Clock
  log: Logger
}

/** The same trouble is told in a channel once an hour. */
const onceInMs = 3_600_000

/** Has people hear of what Belay itself could not do. */
export function createTroubles({ systems, store, ledger, queue, directory, clock, log }: TroublesDeps) {
  async function owe(system: string, about: string, text: string, but?: string): Promise<void> {
    const hour = Math.floor(clock.wall() / onceInMs)
    const job = { kind: 'trouble', about, hour, text, ...(but && { but }) } as const
    await queue.order(system, [{ job, due: clock.now(), when: 'earlier' }])
  }

  /** Somebody's name, where it can be had: what is told is worth telling without. */
  async function nameOf({ job, id }: Claim): Promise<string | undefined> {
    if (!job || !('person' in job)) return undefined
    return directory.member(job.person).then(
      member => member?.name,
      err => void log.warn({ err, job: id }, 'a trouble is told without a name'),
    )
  }

  /** A job cannot be done: its incident's thread says so, or a channel when the thread is what failed. */
  const stuck: Trouble = async (system, claim, why, goesOn) => {
    const { job, id, generation } = claim
    if (job?.kind === 'trouble') return log.error({ text: job.text }, 'a trouble that nobody can be told of')
    const failed = { job, person: await nameOf(claim), why, goesOn }
    if (job && 'incident' in job && job.kind !== 'show') {
      const said = { type: 'trouble', text: stuckLine(failed), by: belay } as const
      const taken = await ledger.take(system, job.incident, said, `${id}#${generation}:stuck`)
      if (taken.result !== 'unknown') return
    }
    const incident = job?.kind === 'show' ? (await store.incident(system, job.incident))?.value : undefined
    const where = incident ?? (job && 'channel' in job ? job : undefined)
    await owe(system, id, stuckLine({ ...failed, incident }), where?.channel)
  }

  return {
    stuck,

    /** PagerDuty pages for a service that no system file lists: the first system that it pages for hears of it. */
    async unlisted(service: string): Promise<void> {
      log.warn({ service }, 'a page for a service that no system file lists')
      const home = systems.find(({ pagerduty }) => pagerduty) ?? systems[0]
      if (home) await owe(home.system, `unlisted:${service}`, unlistedLine(service))
    },
  }
}
