import type { Params } from '../../../src/domain/run/plan.ts'
import type { Made } from '../../../src/ports/calls/call.ts'
import type { Chance } from '../../chance.ts'
import { group } from '../../system.ts'
import { createGroup, type Rule } from './groups.ts'
import { createServices } from './services.ts'

/** Who makes a call: a step of a run, what takes back what a run has begun, or somebody by hand. */
export type By = Made | 'going back' | 'by hand'

/** Something that a call has changed outside. */
export interface Effect {
  by: By
  action: string
  /** The service that it changed, by its name there. */
  on: string
  /** What it set. */
  params: Params
  at: number
}

/** A run of a workflow, or a snapshot: once begun, it is done after a while. */
interface Begun {
  id: number
  sha: string
  at: number
  endsAt: number
  conclusion: 'success' | 'failure' | 'cancelled'
}

/** Everything that changes of infrastructure are made to, in memory: `effected` hears of each. */
export function createAws(
  names: string[],
  chance: Chance,
  now: () => number,
  clock: () => number,
  effected: (effect: Effect) => void,
) {
  const services = createServices(names, chance, now, clock)
  const { rules, shown, authorize, revoke } = createGroup()
  const workflows = new Map<number, Begun>()
  const tokens = new Map<string, number>()
  const snapshots = new Map<number, number>()
  let [ids, commits, isFair] = [0, 1, false]
  const tell = (by: By, action: string, on: string, params: Params) =>
    effected({ by, action, on, params, at: now() })

  return {
    services,
    workflows,
    sha: () => `${commits}`.padStart(40, '0'),
    commit: () => void commits++,

    update(by: By, on: string, params: Params & Parameters<typeof services.update>[1]): void {
      if (services.update(on, params)) tell(by, 'update', on, params)
    },
    register(by: By, family: string, more: Parameters<typeof services.register>[1]) {
      const made = services.register(family, more)
      tell(by, 'register', family, { image: more.containerDefinitions?.[0]?.image ?? '' })
      return made
    },
    dispatch(by: By): Begun {
      const endsAt = now() + chance.between(1_000, 30_000)
      const conclusion = isFair || chance.happens(0.85) ? 'success' : 'failure'
      const begun: Begun = { id: ++ids, sha: `${commits}`.padStart(40, '0'), at: now(), endsAt, conclusion }
      workflows.set(begun.id, begun)
      tell(by, 'dispatch', 'batch', {})
      return begun
    },
    stop(id: number): void {
      const begun = workflows.get(id)
      if (begun && begun.endsAt > now()) Object.assign(begun, { endsAt: now(), conclusion: 'cancelled' })
    },
    /** Once for each token, however often it is asked for. */
    snapshot(by: By, token: string): number {
      const known = tokens.get(token)
      if (known !== undefined) return known
      const id = ++ids
      tokens.set(token, id)
      snapshots.set(id, now() + chance.between(1_000, 10_000))
      tell(by, 'snapshot', 'database', {})
      return id
    },
    /** Whom a database lets in from the internet. */
    rules,
    ingress: shown,
    authorize(by: By, rule: Rule): void {
      authorize(rule)
      tell(by, 'authorize', group, { cidr: rule.cidr })
    },
    revoke(by: By, rule: Pick<Rule, 'cidr' | 'port'>): void {
      revoke(rule)
      tell(by, 'revoke', group, { cidr: rule.cidr })
    },
    snapshotOf: (token: string) => tokens.get(token),
    isSnapshotDone: (id: number) => now() >= (snapshots.get(id) ?? Number.POSITIVE_INFINITY),
    fair(): void {
      isFair = true
      services.fair()
    },
  }
}
export type Aws = ReturnType<typeof createAws>
