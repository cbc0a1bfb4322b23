import type { ServiceDeploymentStatus } from '@aws-sdk/client-ecs'
import { OutsideError } from '../../../domain/errors.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { Deployed } from '../../../ports/revision.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutService, type Target } from './calls.ts'

/** ECS describes so many service revisions at once. */
const most = 20

const became: Partial<Record<ServiceDeploymentStatus, Deployed['became']>> = {
  SUCCESSFUL: 'stable',
  ROLLBACK_IN_PROGRESS: 'failed',
  ROLLBACK_REQUESTED: 'failed',
  ROLLBACK_SUCCESSFUL: 'failed',
  ROLLBACK_FAILED: 'failed',
}

/** What ECS keeps of a service's deployments, 90 days of them, the latest first. */
export async function deploymentsOf(aws: AwsClients, target: Target): Promise<Deployed[]> {
  const { cluster, service } = target
  const { serviceDeployments = [] } = await once(
    aboutService('ListServiceDeployments', target),
    async abortSignal => {
      const ecs = await aws.reading.ecs(target)
      return ecs.listServiceDeployments({ cluster, service, maxResults: most }, { abortSignal })
    },
  )
  const arns = new Set(serviceDeployments.flatMap(({ targetServiceRevisionArn: arn }) => arn ?? []))
  if (arns.size === 0) return []
  const { serviceRevisions = [] } = await once(
    aboutService('DescribeServiceRevisions', target),
    async abortSignal => {
      const ecs = await aws.reading.ecs(target)
      return ecs.describeServiceRevisions({ serviceRevisionArns: [...arns] }, { abortSignal })
    },
  )
  const definitions = new Map(
    serviceRevisions.map(({ serviceRevisionArn, taskDefinition }) => [serviceRevisionArn, taskDefinition]),
  )
  return serviceDeployments.flatMap(({ status, targetServiceRevisionArn, createdAt }): Deployed[] => {
    const id = definitions.get(targetServiceRevisionArn)
    const at = createdAt && { at: createdAt.getTime() }
    return id === undefined ? [] : [{ id, became: (status && became[status]) ?? 'neither', ...at }]
  })
}

/** The same for plans, which do without where ECS does not tell. */
export const createDeployments =
  (aws: AwsClients): Clusters['deployed'] =>
  target =>
    deploymentsOf(aws, target).catch((error: unknown) => {
      if (error instanceof OutsideError) return undefined
      throw error
    })
