import type { System } from '../domain/system.ts'
import type { IdentifyDeps } from '../engine/identify.ts'
import { createReads } from '../engine/reads.ts'
import { addressMaker } from '../engine/runs/address-maker.ts'
import { healthMaker } from '../engine/runs/health-maker.ts'
import { createRunLedger } from '../engine/runs/ledger.ts'
import { createOutputs } from '../engine/runs/output.ts'
import { createPlanner } from '../engine/runs/planner.ts'
import { createRewritten } from '../engine/runs/rewritten.ts'
import { createRuns } from '../engine/runs/runs.ts'
import { unlockMaker } from '../engine/runs/unlock-maker.ts'
import { createSilenced } from '../operations/alertmanager.ts'
import type { Health } from '../operations/health.ts'
import { operations } from '../operations/index.ts'
import { reads } from '../operations/reads.ts'
import { createGiving } from '../operations/secrets/give.ts'
import type { Barrier } from '../ports/barrier.ts'
import { makers } from '../ports/calls/call.ts'
import type { Probes } from '../ports/probes.ts'
import type { Store } from '../ports/store.ts'
import type { Library } from '../runbook/library.ts'
import { type ReachedDeps, reachInfrastructure } from './reached.ts'

export interface ChangesDeps extends ReachedDeps {
  systems: System[]
  store: Store
  barrier: Barrier
  health: Health
  probes: Probes
  who: IdentifyDeps
  library: Library
  wake(system: string): void
}

/** Everything that changes infrastructure: what can be planned, who makes the calls, and what commands may do with it. */
export function createChanges(deps: ChangesDeps) {
  const { systems, store, clock, barrier, health, probes, who, library, wake } = deps
  const { reached, makers: outside } = reachInfrastructure(deps)
  const now = () => clock.now()
  const planner = createPlanner(
    operations({ ...reached, store, now }),
    systems,
    store,
    createRewritten(library, systems),
  )
  const ledger = createRunLedger({ store, clock, wake })
  const named = (name: string) => systems.find(({ system }) => system === name)
  const all = makers(
    ...outside,
    addressMaker(probes, clock),
    healthMaker(health, named, clock),
    unlockMaker(store),
  )
  return {
    performing: { ledger, planner, makers: all },
    runs: createRuns({ systems, store, ledger, planner, clock, barrier, who }),
    reads: createReads(reads({ ...reached, wall: () => clock.wall() }), systems),
    outputs: createOutputs(all),
    giving: createGiving(reached.secretStore, reached.intake),
    silenced: createSilenced(reached.silences),
    versions: reached.versions,
  }
}
