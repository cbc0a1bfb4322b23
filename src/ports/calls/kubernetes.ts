import { z } from 'zod'
import { Cluster } from '../../domain/cluster-settings.ts'
import { account } from './account.ts'
import { callKind } from './call.ts'

/** A deployment in its cluster; region and role: where its secrets lie, if these are AWS's. */
const deployment = {
  cluster: Cluster,
  ...account,
  namespace: z.string(),
  deployment: z.string(),
  container: z.string(),
}

/** Gives one container another image; `from` is the one it is expected to have. */
export const setImage = callKind(
  'kubernetes:set image',
  z.object({ ...deployment, from: z.string(), to: z.string() }),
)

/** Has a deployment run the template of an earlier ReplicaSet. Both by name. */
export const rolloutUndo = callKind(
  'kubernetes:rollout undo',
  z.object({ ...deployment, from: z.string(), to: z.string() }),
)

/** Replaces every pod by a new one of the same kind. `from`: the ReplicaSet that it is expected to run. */
export const rolloutRestart = callKind(
  'kubernetes:rollout restart',
  z.object({ ...deployment, from: z.string() }),
)

/**
 * Runs a command once, in a pod of its own made of a deployment's template: that container of it, with the image that it
 * is expected to have. Its Job is named by the run. Answers `{ job }`.
 */
export const createJob = callKind(
  'kubernetes:create job',
  z.object({ ...deployment, image: z.string(), command: z.array(z.string()) }),
)

/** Sets how many pods a deployment is to run. */
export const scaleDeployment = callKind(
  'kubernetes:scale',
  z.object({ ...deployment, from: z.int(), to: z.int() }),
)
