import type { System } from '../domain/system.ts'
import { createReads } from '../engine/reads.ts'
import { addressMaker } from '../engine/runs/address-maker.ts'
import { healthMaker } from '../engine/runs/health-maker.ts'
import { createOutputs } from '../engine/runs/output.ts'
import { createPlanner } from '../engine/runs/planner.ts'
import { createRewritten } from '../engine/runs/rewritten.ts'
import { unlockMaker } from '../engine/runs/unlock-maker.ts'
import { createSilenced } from '../operations/alertmanager.ts'
import type { Health } from '../operations/health.ts'
import { operations } from '../operations/index.ts'
import { reads } from '../operations/reads.ts'
import { createGiving } from '../operations/secrets/give.ts'
import { makers } from '../ports/calls/call.ts'
import type { Probes } from '../ports/probes.ts'
import type { Store } from '../ports/store.ts'
import type { Library } from '../runbook/library.ts'
import { type ReachedDeps, reachInfrastructure } from './reached.ts'
import { createStores, type StoresDeps } from './stores.ts'

export interface InfrastructureDeps extends Omit<ReachedDeps, 'stores'>, StoresDeps {
  systems: System[]
  store: Store
  health: Health
  probes: Probes
  library: Library
}

/** What can be planned and looked at of infrastructure, and who makes the calls. */
export function infrastructureOf(deps: InfrastructureDeps) {
  const { systems, store, clock, health, probes, library } = deps
  const { reached, makers: outside } = reachInfrastructure({ ...deps, stores: createStores(deps) })
  const now = () => clock.now()
  const named = (name: string) => systems.find(({ system }) => system === name)
  const all = makers(
    ...outside,
    addressMaker(probes, clock),
    healthMaker(health, named, clock),
    unlockMaker(store),
  )
  return {
    planner: createPlanner(
      operations({ ...reached, store, now }),
      systems,
      store,
      createRewritten(library, systems),
    ),
    makers: all,
    reads: createReads(reads({ ...reached, wall: () => clock.wall() }), systems),
    outputs: createOutputs(all),
    giving: createGiving(reached.secretStore, reached.intake),
    silenced: createSilenced(reached.silences),
    versions: reached.versions,
  }
}
