import { shortName } from '../../../domain/short-name.ts'
import type { ServiceTarget } from '../../../ports/clusters.ts'
import type { AwsCall } from '../call.ts'

/** A service of ECS as Application Auto Scaling names it. */
export const scaled = ({ cluster, service }: ServiceTarget) =>
  ({
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: `service/${shortName(cluster)}/${shortName(service)}`,
  }) as const

/** A call about the autoscaling of a service; `changes`: one that does not only look. */
export const aboutScaling = (action: string, target: ServiceTarget, changes = false): AwsCall => ({
  action: `application-autoscaling:${action}`,
  resource: shortName(target.service),
  about: `autoscaling of ${shortName(target.service)}`,
  // What is looked at cannot be named in a policy.
  allow: {
    Resource: changes ? `arn:aws:application-autoscaling:${target.region ?? '*'}:*:scalable-target/*` : '*',
  },
  ...(changes && { changes: true }),
})
