import type { Logger } from 'pino'
import { trouble as troubleMessage } from '../../blocks/trouble.ts'
import { belay } from '../domain/incident.ts'
import type { System } from '../domain/system.ts'
import type { Chat } from '../ports/chat.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'
import type { Claim } from '../ports/queue.ts'
import type { Ledger } from './ledger.ts'

export interface TroublesDeps {
  systems: System[]
  ledger: Ledger
  chat: Chat
  directory: Directory
  clock: Clock
  log: Logger
}

const onceInMs = 3_600_000

/** Tells people what Belay itself could not do. */
export function createTroubles({ systems, ledger, chat, directory, clock, log }: TroublesDeps) {
  const told = new Map<string, number>()

  /** In the first channel that takes it: what fails in one may well work in the next. */
  async function tell(among: System[], text: string, but?: string): Promise<void> {
    const channels = [
      ...new Set(among.flatMap(system => Object.values(system.environments).map(e => e.channel))),
    ]
    for (const name of channels.sort((a, b) => Number(a === but) - Number(b === but))) {
      try {
        const channel = await directory.channel(name)
        if (!channel) continue
        await chat.post({ channel }, troubleMessage(text), { mark: 'trouble' })
        return
      } catch (err) {
        log.warn({ err, channel: name }, 'could not tell of a trouble')
      }
    }
    log.error({ text }, 'a trouble that nobody could be told of')
  }

  return {
    /** A job cannot be done: its incident's thread says so, or another channel when the thread is what failed. */
    async stuck(system: string, claim: Claim, why: string, goesOn: boolean): Promise<void> {
      const attempts = claim.attempts === 1 ? '1 attempt' : `${claim.attempts} attempts`
      const text = goesOn
        ? `Belay could not do ${claim.id} in ${attempts} and goes on trying: ${why}`
        : `Belay gave up on ${claim.id} after ${attempts}: ${why}`
      const { job } = claim
      if (job && 'incident' in job && job.kind !== 'show') {
        const said = { type: 'trouble', text, by: belay } as const
        const taken = await ledger.take(system, job.incident, said, `${claim.id}#${claim.generation}:stuck`)
        if (taken.result !== 'unknown') return
      }
      await tell(
        systems.filter(one => one.system === system),
        text,
      )
    },

    /** PagerDuty pages for a service that no system file lists: told in the default channel, once an hour a service. */
    unlisted(service: string): void {
      log.warn({ service }, 'a page for a service that no system file lists')
      const last = told.get(service)
      if (last !== undefined && clock.wall() - last < onceInMs) return
      told.set(service, clock.wall())
      void tell(
        systems,
        `PagerDuty pages for ${service}, which no system file lists: nobody is told of it here.`,
      )
    },
  }
}
