import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'
import { launch, service } from './ecs.ts'

/**
 * Makes a service of a task definition behind a target group, and waits until its tasks run. Its client token is made of
 * the run.
 */
export const createService = callKind(
  'ecs:CreateService',
  z.object({
    ...service,
    taskDefinition: z.string(),
    count: z.int(),
    launch,
    behind: z.object({ targetGroup: z.string(), container: z.string(), port: z.int() }),
  }),
)

/**
 * Deletes a service with its tasks, if it still runs that task definition and a listener forwards elsewhere than to its
 * target group. Waits until it is gone.
 */
export const deleteService = callKind(
  'ecs:DeleteService',
  z.object({ ...service, taskDefinition: z.string(), listener: z.string(), targetGroup: z.string() }),
)

/** Has a listener forward to another target group. */
export const switchListener = callKind(
  'elasticloadbalancing:ModifyListener',
  z.object({ ...account, listener: z.string(), from: z.string(), to: z.string() }),
)

/** Looks at an address of the system file until it is fine, for a while. Changes nothing. */
export const lookAtAddress = callKind('belay:LookAt', z.object({ url: z.string() }))
