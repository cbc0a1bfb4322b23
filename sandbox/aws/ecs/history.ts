import { type Answer, arn, ok, refuse } from '../answer.ts'
import { clusterArn, type Rollout, type SimulatedService, serviceArn, shortName } from './world.ts'

type Input = { cluster?: string; service?: string; serviceRevisionArns?: string[]; maxResults?: number }

const revisionArn = ({ cluster, service }: SimulatedService, index: number): string =>
  arn('ecs', `service-revision/${cluster}/${service}/${index}`)

/** A service that has never been deployed since it is known runs what it began with. */
const rolloutsOf = (service: SimulatedService): Rollout[] => [
  ...(service.rollouts ?? []),
  ...(service.before ?? []).map((taskDefinition): Rollout => ({ taskDefinition, status: 'SUCCESSFUL' })),
]

/** What is told of deployments that were begun, newest first. */
export const history: Record<string, (input: Input, services: SimulatedService[]) => Answer> = {
  ListServiceDeployments({ cluster = 'default', service = '', maxResults = 100 }, services) {
    const asked = serviceArn(shortName(cluster), shortName(service))
    const found = services.find(one => serviceArn(one.cluster, one.service) === asked)
    if (!found) return refuse('ServiceNotFoundException', 'Service not found.')
    const all = rolloutsOf(found)
    return ok({
      serviceDeployments: all.slice(0, maxResults).map(({ status, at }, index) => ({
        serviceDeploymentArn: `${asked.replace(':service/', ':service-deployment/')}/${all.length - index}`,
        serviceArn: asked,
        clusterArn: clusterArn(found.cluster),
        targetServiceRevisionArn: revisionArn(found, all.length - index),
        status,
        ...(at !== undefined && { createdAt: at / 1000, startedAt: at / 1000 }),
      })),
    })
  },

  DescribeServiceRevisions({ serviceRevisionArns = [] }, services) {
    const known = services.flatMap(service => {
      const all = rolloutsOf(service)
      return all.map(({ taskDefinition }, index) => ({
        serviceRevisionArn: revisionArn(service, all.length - index),
        serviceArn: serviceArn(service.cluster, service.service),
        clusterArn: clusterArn(service.cluster),
        taskDefinition,
      }))
    })
    return ok({
      serviceRevisions: known.filter(one => serviceRevisionArns.includes(one.serviceRevisionArn)),
      failures: serviceRevisionArns
        .filter(asked => !known.some(one => one.serviceRevisionArn === asked))
        .map(asked => ({ arn: asked, reason: 'MISSING' })),
    })
  },
}
