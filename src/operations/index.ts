import type { Alarms } from '../ports/alarms.ts'
import type { Autoscaling } from '../ports/autoscaling.ts'
import type { Clusters } from '../ports/clusters.ts'
import type { Containers } from '../ports/containers.ts'
import type { Functions } from '../ports/functions.ts'
import type { Listeners } from '../ports/listeners.ts'
import type { LogGroups } from '../ports/log-groups.ts'
import type { Machines } from '../ports/machines.ts'
import type { Maintenance } from '../ports/maintenance.ts'
import type { Parameters } from '../ports/parameters.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { Silences } from '../ports/silences.ts'
import type { Stacks } from '../ports/stacks.ts'
import type { Store } from '../ports/store.ts'
import type { UserPools } from '../ports/user-pools.ts'
import type { Workflows } from '../ports/workflows.ts'
import { autoscalingBounds } from './autoscaling/bounds.ts'
import { deleteColour } from './blue-green/delete.ts'
import { blueGreen } from './blue-green/deploy.ts'
import { retireColour } from './blue-green/retire.ts'
import { switchColours } from './blue-green/switch.ts'
import { composeDown } from './compose/down.ts'
import { composeUp } from './compose/up.ts'
import { deploy } from './deploy.ts'
import { exec } from './exec.ts'
import { expireSilence } from './expire-silence.ts'
import { extendSilence } from './extend-silence.ts'
import { lambdaConcurrency } from './lambda/concurrency.ts'
import { lambdaMemory } from './lambda/memory.ts'
import { lambdaShift } from './lambda/shift.ts'
import { exportLog } from './log/export.ts'
import { retainLogs } from './log/retention.ts'
import { maintenance } from './maintenance.ts'
import type { Operation } from './operation.ts'
import type { Platform } from './platform.ts'
import { request } from './request.ts'
import { restart } from './restart.ts'
import { rollback } from './rollback.ts'
import { runWorkflow } from './run-workflow.ts'
import { scale } from './scale.ts'
import { secretOperations } from './secrets/index.ts'
import { silence } from './silence.ts'
import { silenceAlarms } from './silence-alarms.ts'
import { stackChanges } from './stack/changes.ts'
import { stackDelete } from './stack/delete.ts'
import { stackDrift } from './stack/drift.ts'
import { stackExecute } from './stack/execute.ts'
import { stackRollback } from './stack/rollback.ts'
import { stopTasks } from './stop-tasks.ts'
import { type Stores, storeOperations } from './stores.ts'
import { setTaskSize } from './task-size/set.ts'
import { unlock } from './unlock.ts'
import { removeUsers } from './users/remove.ts'
import { disableUsers, enableUsers } from './users/turn.ts'
import type { Versions } from './versions.ts'

export interface OperationsDeps {
  stores: Stores
  clusters: Clusters
  autoscaling: Autoscaling
  listeners: Listeners
  logGroups: LogGroups
  platforms: Platform[]
  machines: Machines
  containers: Containers
  functions: Functions
  stacks: Stacks
  /** Without it, what a workflow does cannot be done. */
  workflows: Workflows | undefined
  versions: Versions
  silences: Silences
  alarms: Alarms
  secretStore: SecretStore
  parameters: Parameters
  userPools: UserPools
  /** Without PagerDuty there are none. */
  windows: Maintenance | undefined
  store: Pick<Store, 'lock'>
  now(): number
}

/** Everything that can be done to infrastructure. */
export const operations = ({
  stores,
  clusters,
  autoscaling,
  listeners,
  logGroups,
  platforms,
  machines,
  containers,
  functions,
  stacks,
  workflows,
  versions,
  silences,
  alarms,
  secretStore,
  parameters,
  userPools,
  windows,
  store,
  now,
}: OperationsDeps): Operation[] =>
  [
    deploy(platforms, workflows, versions),
    rollback(platforms),
    blueGreen({ clusters, listeners }, versions),
    switchColours({ clusters, listeners }),
    retireColour({ clusters, listeners }),
    deleteColour({ clusters, listeners }),
    scale(platforms),
    autoscalingBounds({ clusters, autoscaling }),
    setTaskSize(clusters),
    restart(platforms),
    composeDown(containers),
    composeUp(containers),
    stopTasks(clusters),
    exec(platforms, machines),
    runWorkflow(workflows),
    request,
    stackChanges(stacks, workflows),
    stackExecute(stacks),
    stackRollback(stacks),
    stackDelete(stacks),
    stackDrift(stacks),
    lambdaShift(functions),
    lambdaMemory(functions),
    lambdaConcurrency(functions),
    ...storeOperations(stores),
    ...secretOperations({ secrets: secretStore, parameters, rds: stores.rds, platforms }),
    disableUsers(userPools),
    enableUsers(userPools),
    removeUsers(userPools, now),
    exportLog(logGroups),
    retainLogs(logGroups),
    unlock(store),
    silence(silences, now),
    expireSilence(silences),
    extendSilence(silences, now),
    silenceAlarms(alarms),
    maintenance(windows),
  ] as Operation[]
