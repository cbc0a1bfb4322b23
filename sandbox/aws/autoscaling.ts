import { arn, ok, refuse, type Service } from './answer.ts'

interface Target {
  min: number
  max: number
  suspended?: Record<string, boolean>
  /** What it is kept at, by metric. */
  keeps: Record<string, number>
}

type Key = { ResourceId: string; ScalableDimension?: string }

/** Application Auto Scaling of services of ECS. `clamp`: has a service run a number of tasks within new bounds. */
export function createAutoscaling(
  clamp: (cluster: string, service: string, min: number, max: number) => void,
) {
  const targets = new Map<string, Target>()
  const described = (ResourceId: string, { min, max, suspended = {} }: Target) => ({
    ServiceNamespace: 'ecs',
    ResourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: min,
    MaxCapacity: max,
    RoleARN: arn('iam', 'role/aws-service-role/ecs.application-autoscaling.amazonaws.com').replace(
      'us-east-1',
      '',
    ),
    CreationTime: 1_790_000_000,
    SuspendedState: suspended,
  })

  const answers: Service['answers'] = {
    DescribeScalableTargets: ({ ResourceIds }: { ResourceIds?: string[] }) =>
      ok({
        ScalableTargets: [...targets]
          .filter(([id]) => ResourceIds === undefined || ResourceIds.includes(id))
          .map(([id, target]) => described(id, target)),
      }),

    DescribeScalingPolicies: ({ ResourceId }: Key) =>
      ok({
        ScalingPolicies: Object.entries(targets.get(ResourceId)?.keeps ?? {}).map(([metric, at]) => ({
          PolicyARN: arn('autoscaling', `scalingPolicy:${metric}`),
          PolicyName: `${ResourceId.split('/').at(-1)}-${/CPU/.test(metric) ? 'cpu' : 'memory'}`,
          ServiceNamespace: 'ecs',
          ResourceId,
          ScalableDimension: 'ecs:service:DesiredCount',
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: at,
            PredefinedMetricSpecification: { PredefinedMetricType: metric },
            ScaleInCooldown: 300,
            ScaleOutCooldown: 60,
          },
          CreationTime: 1_790_000_000,
        })),
      }),

    RegisterScalableTarget({ ResourceId, MinCapacity, MaxCapacity }: Key & Record<string, number>) {
      const known = targets.get(ResourceId)
      const [min, max] = [MinCapacity ?? known?.min, MaxCapacity ?? known?.max]
      if (min === undefined || max === undefined || min > max)
        return refuse('ValidationException', 'Maximum capacity cannot be less than minimum capacity')
      targets.set(ResourceId, { keeps: {}, ...known, min, max })
      const [, cluster = '', service = ''] = ResourceId.split('/')
      clamp(cluster, service, min, max)
      return ok({ ScalableTargetARN: arn('application-autoscaling', 'scalable-target/0ec5') })
    },
  }

  return {
    answers,
    resource: () => arn('application-autoscaling', 'scalable-target/*'),
    /** A service that is scaled by itself, or is so otherwise from now on; undefined: by nothing any more. */
    set(cluster: string, service: string, target: Partial<Target> | undefined): void {
      const id = `service/${cluster}/${service}`
      if (target) targets.set(id, { min: 1, max: 10, keeps: {}, ...targets.get(id), ...target })
      else targets.delete(id)
    },
    bounds(cluster: string, service: string): { min: number; max: number } | undefined {
      const found = targets.get(`service/${cluster}/${service}`)
      return found && { min: found.min, max: found.max }
    },
  } satisfies Service & Record<string, unknown>
}
