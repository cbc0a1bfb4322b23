import type { ScalingPolicy as Policy, SuspendedState } from '@aws-sdk/client-application-auto-scaling'
import type { Autoscaling, ScalingPolicy } from '../../../ports/autoscaling.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutScaling, scaled } from './calls.ts'

/** Application Auto Scaling as plans, looks and makers read it. */
export const createAutoscaling = (aws: AwsClients): Autoscaling => ({
  async bounds(target) {
    const { ServiceNamespace, ScalableDimension, ResourceId } = scaled(target)
    const asked = { ServiceNamespace, ScalableDimension, ResourceIds: [ResourceId] }
    const { ScalableTargets: [found] = [] } = await once(
      aboutScaling('DescribeScalableTargets', target),
      async abortSignal => {
        const client = await aws.reading.autoscaling(target)
        return client.describeScalableTargets(asked, { abortSignal })
      },
    )
    return (
      found && {
        min: found.MinCapacity ?? 0,
        max: found.MaxCapacity ?? 0,
        suspended: suspendedIn(found.SuspendedState ?? {}),
      }
    )
  },

  async policies(target) {
    const { ScalingPolicies = [] } = await once(
      aboutScaling('DescribeScalingPolicies', target),
      async abortSignal => {
        const client = await aws.reading.autoscaling(target)
        return client.describeScalingPolicies(scaled(target), { abortSignal })
      },
    )
    return ScalingPolicies.map(policyOf)
  },
})

const suspendedIn = (state: SuspendedState): string[] => [
  ...(state.DynamicScalingInSuspended ? ['scaling in'] : []),
  ...(state.DynamicScalingOutSuspended ? ['scaling out'] : []),
  ...(state.ScheduledScalingSuspended ? ['its schedule'] : []),
]

/** What AWS calls the metrics that it knows of a service. */
const metrics: Record<string, { said: string; of?: 'cpu' | 'memory' }> = {
  ECSServiceAverageCPUUtilization: { said: 'CPU in percent', of: 'cpu' },
  ECSServiceAverageMemoryUtilization: { said: 'memory in percent', of: 'memory' },
  ALBRequestCountPerTarget: { said: 'requests a minute and task' },
}

function policyOf({
  PolicyName = '',
  TargetTrackingScalingPolicyConfiguration: keeps,
}: Policy): ScalingPolicy {
  const { PredefinedMetricSpecification: known, CustomizedMetricSpecification: own } = keeps ?? {}
  const named = known?.PredefinedMetricType
  const metric = named === undefined ? undefined : metrics[named]
  const follows = metric?.said ?? named ?? own?.MetricName
  return {
    name: PolicyName,
    ...(follows !== undefined && { follows }),
    ...(metric?.of !== undefined && { of: metric.of }),
    ...(keeps?.TargetValue !== undefined && { target: keeps.TargetValue }),
    ...(keeps?.ScaleInCooldown !== undefined && { inAfterMs: keeps.ScaleInCooldown * 1000 }),
    ...(keeps?.ScaleOutCooldown !== undefined && { outAfterMs: keeps.ScaleOutCooldown * 1000 }),
  }
}
