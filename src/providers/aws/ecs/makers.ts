import type { Maker } from '../../../ports/calls/call.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { AwsClients } from '../clients.ts'
import { createCreateService } from './create-service.ts'
import { createForceNewDeployment } from './force-new-deployment.ts'
import { createRegisterTaskDefinition } from './register-task-definition.ts'
import { createRegisterTaskSize } from './register-task-size.ts'
import { createRunTask } from './run-task.ts'
import { createSetDesiredCount } from './set-desired-count.ts'
import { createStopTasks } from './stop-tasks.ts'
import { createUpdateTaskDefinition } from './update-task-definition.ts'

/** Everything that changes something in ECS. */
export const ecsMakers = (aws: AwsClients, clusters: Clusters): Maker[] => [
  createRegisterTaskDefinition(aws, clusters),
  createRegisterTaskSize(aws, clusters),
  createUpdateTaskDefinition(aws),
  createSetDesiredCount(aws),
  createForceNewDeployment(aws),
  createStopTasks(aws),
  createRunTask(aws),
  createCreateService(aws),
]
