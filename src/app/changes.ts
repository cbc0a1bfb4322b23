import type { IdentifyDeps } from '../engine/identify.ts'
import { createRunLedger } from '../engine/runs/ledger.ts'
import type { Planner, ToPlan } from '../engine/runs/planner.ts'
import { createRuns } from '../engine/runs/runs.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { MakerSource } from '../ports/calls/call.ts'
import type { InfrastructureDeps, infrastructureOf } from './infrastructure.ts'
import { whenWanted } from './when-wanted.ts'

export interface ChangesDeps extends InfrastructureDeps {
  barrier: Barrier
  who: IdentifyDeps
  wake(system: string): void
}

type Infrastructure = ReturnType<typeof infrastructureOf>

/** Everything that changes infrastructure, and what commands may do with it; who plans and who calls is loaded when it is first wanted, or told to. */
export function createChanges(deps: ChangesDeps) {
  const { systems, store, clock, barrier, who, wake } = deps
  let loaded: Promise<Infrastructure> | undefined
  const load = () =>
    (loaded ??= import('./infrastructure.ts').then(({ infrastructureOf }) => infrastructureOf(deps)))
  const { word, rewritten } = whenWanted<Pick<Planner, 'word' | 'rewritten'>>(
    async () => (await load()).planner,
  )
  const plan = async (wanted: ToPlan) => (await load()).planner(wanted)
  const planner: Planner = Object.assign(plan, { word, rewritten })
  const makers: MakerSource = { get: async action => (await load()).makers.get(action) }
  const ledger = createRunLedger({ store, clock, wake })
  return {
    load,
    performing: { ledger, planner, makers },
    runs: createRuns({ systems, store, ledger, planner, clock, barrier, who }),
    reads: whenWanted(async () => (await load()).reads),
    outputs: whenWanted(async () => (await load()).outputs),
    giving: whenWanted(async () => (await load()).giving),
    silenced: whenWanted(async () => (await load()).silenced),
    versions: whenWanted(async () => (await load()).versions),
  }
}
