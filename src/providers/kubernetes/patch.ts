import type { Json } from '../../domain/run/plan.ts'
import { type Made, tagOf } from '../../ports/calls/call.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { aboutOf, annotation, missing, pathOf, readDeployment, readReplicaSets } from './deployments.ts'
import { rules } from './rule.ts'
import { Deployment } from './wire.ts'

/** A deployment with its ReplicaSets, as a maker finds it; undefined where it is gone. */
export async function find(kubernetes: Kubernetes, target: DeploymentTarget) {
  const deployment = await readDeployment(kubernetes, target)
  return deployment && { deployment, sets: await readReplicaSets(kubernetes, target, deployment) }
}

export const gone = ({ deployment, namespace }: DeploymentTarget) =>
  ({ is: 'other', how: `There is no deployment ${deployment} in ${namespace} any more.` }) as const

/**
 * Changes a deployment's template, if it is as `expected`: Kubernetes looks and writes in one, so that a second sending
 * finds it otherwise and is refused. The run and what it was for are written beside it. Answers the generation.
 */
export async function patchTemplate(
  kubernetes: Kubernetes,
  target: DeploymentTarget,
  { metadata }: Deployment,
  { expected, ops, made, cause }: Change,
): Promise<Json> {
  const known = metadata.annotations
  const patched = await kubernetes.ask({
    place: target,
    method: 'PATCH',
    path: pathOf(target),
    body: [
      { op: 'test', ...expected },
      ...ops,
      ...noted('/metadata/annotations', known, {
        [annotation.run]: tagOf(made),
        ...(cause !== undefined && { [annotation.cause]: cause }),
      }),
      ...(cause === undefined && known[annotation.cause] !== undefined
        ? [{ op: 'remove', path: `/metadata/annotations/${inPointer(annotation.cause)}` }]
        : []),
    ],
    answer: Deployment,
    about: aboutOf(target),
    rule: rules.patchDeployment,
  })
  if (patched) return { generation: patched.metadata.generation }
  throw missing(target)
}

interface Change {
  expected: { path: string; value: unknown }
  ops: object[]
  made: Made
  /** What is kept as its change-cause; none without it. */
  cause: string | undefined
}

/** Annotations put beside those that are there. */
export const noted = (
  path: string,
  known: Record<string, string> | undefined,
  annotations: Record<string, string>,
): object[] => [
  ...(Object.keys(known ?? {}).length === 0 ? [{ op: 'add', path, value: {} }] : []),
  ...Object.entries(annotations).map(([name, value]) => ({
    op: 'add',
    path: `${path}/${inPointer(name)}`,
    value,
  })),
]

const inPointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
