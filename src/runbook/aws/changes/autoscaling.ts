import type { Text } from '../../../domain/runbook/line.ts'
import { literal } from '../../text.ts'
import type { Change } from './change.ts'

export const autoscalingChanges: Change[] = [
  {
    of: 'application-autoscaling register-scalable-target',
    takes: ['ServiceNamespace', 'ScalableDimension', 'ResourceId', 'MinCapacity', 'MaxCapacity'],
    as: ({ ResourceId: service, MinCapacity: min, MaxCapacity: max, ServiceNamespace: of }) =>
      (min || max) && literal(of as Text | undefined) === 'ecs'
        ? {
            operation: 'autoscaling',
            input: { ...(min && { min }), ...(max && { max }) },
            on: { ecs: { map: { ...(service && { service }) } } },
          }
        : undefined,
  },
]
