import { z } from 'zod'
import { callKind } from './call.ts'
import { service } from './ecs.ts'

const bounds = z.object({ min: z.int(), max: z.int() })

/** Sets between which numbers of tasks autoscaling keeps a service of ECS. */
export const setBounds = callKind(
  'application-autoscaling:RegisterScalableTarget',
  z.object({ ...service, from: bounds, to: bounds }),
)
