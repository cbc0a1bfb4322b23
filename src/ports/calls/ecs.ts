import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

export const service = { ...account, cluster: z.string(), service: z.string() }

export const launch = z.object({
  launchType: z.string().exactOptional(),
  capacityProviders: z
    .array(
      z.object({
        capacityProvider: z.string(),
        weight: z.int().exactOptional(),
        base: z.int().exactOptional(),
      }),
    )
    .exactOptional(),
  platformVersion: z.string().exactOptional(),
  network: z
    .object({ subnets: z.array(z.string()), securityGroups: z.array(z.string()), publicIp: z.boolean() })
    .exactOptional(),
})

/**
 * Copies a task definition with one container's image replaced. Tagged with the run, so that it is found again. Answers
 * `{ arn, revision }`. `from` is the ARN of the revision that is copied; `digest` what the image's tag named then, where
 * its registry tells.
 */
export const registerTaskDefinition = callKind(
  'ecs:RegisterTaskDefinition',
  z.object({
    ...account,
    from: z.string(),
    container: z.string(),
    image: z.string(),
    digest: z.string().exactOptional(),
  }),
)

/** Copies a task definition with other CPU, in units of which a core has 1024, and memory, in MB. Likewise. */
export const registerTaskSize = callKind(
  'ecs:RegisterTaskDefinition cpu, memory',
  z.object({ ...account, from: z.string(), cpu: z.int(), memory: z.int() }),
)

/** Has a service run another task definition. `from` and `to` are ARNs; `force` replaces tasks that run it already. */
export const updateTaskDefinition = callKind(
  'ecs:UpdateService',
  z.object({ ...service, from: z.string(), to: z.string() }),
)

/** Sets how many tasks a service is to run. */
export const setDesiredCount = callKind(
  'ecs:UpdateService desiredCount',
  z.object({ ...service, from: z.int(), to: z.int() }),
)

/** Replaces every task of a service by a new one of the same kind. `deployments`: ids of those that were there before. */
export const forceNewDeployment = callKind(
  'ecs:UpdateService forceNewDeployment',
  z.object({ ...service, deployments: z.array(z.string()), taskDefinition: z.string() }),
)

/**
 * Starts one task like those of a service, with another command in one of its containers, and waits for its end. Its
 * client token is made of the run. Answers `{ task }`, its ARN.
 */
export const runTask = callKind(
  'ecs:RunTask',
  z.object({
    ...service,
    taskDefinition: z.string(),
    container: z.string(),
    /** Empty: the one that the task definition has. */
    command: z.array(z.string()),
    launch,
  }),
)

/** Stops tasks, by ARN; the service starts others in their place. */
export const stopTasks = callKind('ecs:StopTask', z.object({ ...service, tasks: z.array(z.string()).min(1) }))
