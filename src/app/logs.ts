import type { Logs } from '../ports/logs.ts'
import type { AwsClients } from '../providers/aws/clients.ts'
import { createLogs } from '../providers/aws/logs.ts'
import type { Docker } from '../providers/docker/api.ts'
import { createContainerLogs } from '../providers/docker/logs.ts'
import type { Kubernetes } from '../providers/kubernetes/api.ts'
import { createPodLogs } from '../providers/kubernetes/logs.ts'
import { createEveryLog } from '../providers/logs.ts'

/** The logs of services, wherever they lie: what keeps logs otherwise is a line here. */
export const logsOf = (outside: { aws: AwsClients; kubernetes: Kubernetes; docker: Docker }): Logs =>
  createEveryLog({
    groups: createLogs(outside.aws),
    pods: createPodLogs(outside.kubernetes),
    containers: createContainerLogs(outside.docker),
  })
