import type { Change } from './change.ts'

export const autoscalingChanges: Change[] = [
  {
    of: 'application-autoscaling register-scalable-target',
    as: ({ ResourceId: service, MinCapacity: min, MaxCapacity: max }) =>
      min || max
        ? {
            operation: 'autoscaling',
            input: { ...(min && { min }), ...(max && { max }) },
            on: { ecs: { map: { ...(service && { service }) } } },
          }
        : undefined,
  },
]
