import { healthMaker } from '../src/engine/runs/health-maker.ts'
import { createRunLedger } from '../src/engine/runs/ledger.ts'
import { createPlanner } from '../src/engine/runs/planner.ts'
import { createRuns } from '../src/engine/runs/runs.ts'
import { unlockMaker } from '../src/engine/runs/unlock-maker.ts'
import { openDatabase } from '../src/operations/database/open.ts'
import { deploy } from '../src/operations/deploy.ts'
import { ecsPlatform } from '../src/operations/ecs-platform.ts'
import type { Health, PartHealth } from '../src/operations/health.ts'
import type { Operation } from '../src/operations/operation.ts'
import { restart } from '../src/operations/restart.ts'
import { rollback } from '../src/operations/rollback.ts'
import { scale } from '../src/operations/scale.ts'
import { unlock } from '../src/operations/unlock.ts'
import { createVersions } from '../src/operations/versions.ts'
import type { Autoscaling } from '../src/ports/autoscaling.ts'
import type { Barrier } from '../src/ports/barrier.ts'
import { type Makers, makers } from '../src/ports/calls/call.ts'
import type { Clock } from '../src/ports/clock.ts'
import type { Directory } from '../src/ports/directory.ts'
import type { Pager } from '../src/ports/pager.ts'
import type { Store } from '../src/ports/store.ts'
import { ec2Makers } from '../src/providers/aws/ec2/makers.ts'
import { createSecurityGroups } from '../src/providers/aws/ec2/security-groups.ts'
import { createClusters } from '../src/providers/aws/ecs/clusters.ts'
import { ecsMakers } from '../src/providers/aws/ecs/makers.ts'
import { createListeners } from '../src/providers/aws/elb/listeners.ts'
import { createDispatch } from '../src/providers/github/dispatch.ts'
import { createWorkflows } from '../src/providers/github/workflows.ts'
import type { By } from './outside/aws/aws.ts'
import { awsClients } from './outside/aws/clients.ts'
import { rdsOf } from './outside/aws/database.ts'
import { githubOf } from './outside/aws/github.ts'
import { snapshot, snapshotMaker } from './outside/aws/snapshot.ts'
import { callMs } from './outside/chat.ts'
import { system } from './system.ts'
import type { Caller } from './wire.ts'
import type { World } from './world.ts'

export interface ChangesDeps {
  store: Store
  clock: Clock
  directory: Directory
  pager: Pager
  barrier: Barrier
  wake(system: string): void
}

/** Changes to infrastructure as one process makes them: Belay's own operations and makers, on a simulated AWS. */
export function createChanges({ wire, aws, scheduler, newId }: World, caller: Caller, deps: ChangesDeps) {
  const { store, clock, directory, pager, barrier, wake } = deps
  const clients = (by: By) => awsClients(wire, caller, aws, by)
  const clusters = createClusters(clients('by hand'))
  const github = (by: By) => githubOf(wire, caller, aws, by, scheduler.now)
  const workflows = createWorkflows(github('by hand'))
  const groups = createSecurityGroups(clients('by hand'))
  const listeners = createListeners(clients('by hand'))
  const autoscaling: Autoscaling = { bounds: async () => undefined, policies: async () => [] }
  const platforms = [ecsPlatform({ clusters, autoscaling, listeners }, clock.now)]
  const versions = createVersions(platforms, workflows, clock.now)
  const ledger = createRunLedger({ store, clock, wake })
  const all = [
    ...[deploy(platforms, workflows, versions), rollback(platforms), scale(platforms)],
    ...[restart(platforms), unlock(store), snapshot, openDatabase(rdsOf(wire, caller), groups)],
  ] as Operation[]
  const planner = createPlanner(all, [system], store)

  /** How a service does: fine as soon as as many run as are wanted. */
  const health: Health = {
    of: (known, environment, service = '') =>
      wire(caller, {
        service: 'aws',
        method: 'health',
        given: service,
        reads: true,
        limitMs: callMs,
        effect: () => {
          const ecs = known.environments[environment]?.services[service]?.ecs
          const { runningCount = 0, desiredCount = 0 } = ecs ? aws.services.shown(ecs.service) : {}
          const state: PartHealth['state'] = runningCount < desiredCount ? 'unsettled' : 'fine'
          const part = {
            name: service,
            kind: 'service',
            state,
            findings: [],
            logs: false,
            revisions: true,
          } satisfies PartHealth
          return { system: known.system, title: known.title, environment, parts: [part], ms: 1 }
        },
      }),
  }

  const by = (who: By): Makers =>
    makers(
      ...ecsMakers(clients(who), clusters),
      ...ec2Makers(clients(who), groups),
      createDispatch(github(who), workflows),
      snapshotMaker(wire, caller, aws, who),
      healthMaker(health, name => (name === system.system ? system : undefined), clock),
      unlockMaker(store),
    )
  /** So that the outside knows whose each call is. */
  const told: Makers = new Map(
    [...by('by hand')].map(([action, sound]) => [
      action,
      {
        ...sound,
        start: (params, made, guard) => by(made).get(action)!.start(params, made, guard),
        ...(sound.cancel && {
          cancel: (params, result, guard) => by('going back').get(action)!.cancel!(params, result, guard),
        }),
      } satisfies typeof sound,
    ]),
  )
  const who = { pager, directory }
  return {
    ledger,
    planner,
    health,
    versions,
    makers: told,
    runs: createRuns({ systems: [system], store, ledger, planner, clock, barrier, who, newId }),
  }
}
