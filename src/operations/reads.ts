import type { AccessLogs } from '../ports/access-logs.ts'
import type { Autoscaling } from '../ports/autoscaling.ts'
import type { Clusters } from '../ports/clusters.ts'
import type { Containers } from '../ports/containers.ts'
import type { Costs } from '../ports/costs.ts'
import type { Functions } from '../ports/functions.ts'
import type { ImageRegistry } from '../ports/image-registry.ts'
import type { Leftovers } from '../ports/leftovers.ts'
import type { Listeners } from '../ports/listeners.ts'
import type { LogGroups } from '../ports/log-groups.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { Roles } from '../ports/roles.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { Stacks } from '../ports/stacks.ts'
import type { UserPools } from '../ports/user-pools.ts'
import type { Workflows } from '../ports/workflows.ts'
import type { Workloads } from '../ports/workloads.ts'
import { showAutoscaling } from './autoscaling/show.ts'
import { showColours } from './blue-green/show.ts'
import { ps } from './compose/ps.ts'
import { costs as showCosts } from './costs.ts'
import { unusedImages } from './images.ts'
import { describe } from './kubernetes/describe.ts'
import { events } from './kubernetes/events.ts'
import { pods } from './kubernetes/pods.ts'
import { rollout } from './kubernetes/rollout.ts'
import { lambda } from './lambda/show.ts'
import { unused } from './leftovers.ts'
import { showListeners } from './listeners.ts'
import { accessLog } from './log/access.ts'
import { logRetention } from './log/retention.ts'
import { metrics as showMetrics } from './metrics.ts'
import type { Read } from './read.ts'
import { secretReads } from './secrets/index.ts'
import { securityReads } from './security/index.ts'
import { showRequests } from './show-requests.ts'
import { showWorkflows } from './show-workflows.ts'
import { showStack, showStackEvents } from './stack/show.ts'
import { showChanges } from './stack/show-changes.ts'
import { type Stores, storeReads } from './stores.ts'
import { taskDefinition } from './task-definition.ts'
import { showTaskSize } from './task-size/show.ts'
import { tasks } from './tasks.ts'
import { top } from './top.ts'
import { inactiveUsers } from './users/inactive.ts'

export interface ReadsDeps {
  clusters: Clusters
  autoscaling: Autoscaling
  functions: Functions
  stacks: Stacks
  workflows: Workflows | undefined
  listeners: Listeners
  accessLogs: AccessLogs
  registry: ImageRegistry
  leftovers: Leftovers
  userPools: UserPools
  logGroups: LogGroups
  metrics: Metrics
  costs: Costs
  stores: Stores
  secretStore: SecretStore
  roles: Roles
  /** What the outside compares its times with. */
  wall(): number
  workloads: Workloads
  containers: Containers
}

/** Everything that can be looked at in infrastructure, beside health and logs. */
export const reads = ({
  clusters,
  autoscaling,
  functions,
  stacks,
  workflows,
  listeners,
  accessLogs,
  registry,
  leftovers,
  userPools,
  logGroups,
  metrics,
  costs,
  stores,
  secretStore,
  roles,
  wall,
  workloads,
  containers,
}: ReadsDeps): Read[] =>
  [
    tasks(clusters),
    showTaskSize(clusters),
    taskDefinition(clusters, secretStore),
    showAutoscaling({ clusters, autoscaling }),
    lambda(functions, metrics, wall),
    showStack(stacks),
    showStackEvents(stacks),
    showChanges(stacks),
    showWorkflows(workflows),
    showRequests,
    showColours({ clusters, listeners }),
    showListeners(listeners),
    showMetrics(metrics, wall),
    showCosts(costs, wall),
    accessLog({ buckets: accessLogs, logs: stores.logs }, wall),
    logRetention(logGroups),
    unusedImages({ clusters, registry }, wall),
    unused(leftovers),
    inactiveUsers(userPools, wall),
    pods(workloads),
    describe(workloads),
    events(workloads),
    rollout(workloads),
    top(workloads, containers),
    ps(containers),
    ...storeReads(stores),
    ...secretReads(secretStore, wall),
    ...securityReads({
      groups: stores.securityGroups,
      rds: stores.rds,
      secrets: secretStore,
      roles,
      now: wall,
    }),
  ] as Read[]
