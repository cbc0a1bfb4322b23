import { z } from 'zod'
import type { Json } from '../../domain/run/plan.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { aboutOf, knownDeployment, pathOf, selectorOf } from './deployments.ts'
import { podsPath } from './pods.ts'
import { rules } from './rule.ts'
import type { Named } from './step-gets.ts'
import { listOf } from './wire.ts'

const Any = z.looseObject({ metadata: z.looseObject({ name: z.string() }) })
type Any = z.infer<typeof Any>

/** What may hold a secret: what is said to a container, and what people and tools have noted about it. */
const hidden = ['annotations', 'managedFields', 'command', 'args', 'httpHeaders']

/** Pods or deployments as `kubectl get -o json` prints them, of their variables the names alone. */
export async function objectsOf(
  kubernetes: Kubernetes,
  kind: 'pods' | 'deployments',
  { names, targets }: Named,
): Promise<StepAnswer> {
  const read = kind === 'pods' ? podsIn : deploymentIn
  const all = (await Promise.all(targets.map(target => read(kubernetes, target)))).flat()
  const items = all
    .filter(({ metadata }) => names.length === 0 || names.includes(metadata.name))
    .map(one => shown(one as Json))
  const [only] = items
  return {
    json: names.length === 1 && only ? only : { apiVersion: 'v1', kind: 'List', items },
    about: 'without annotations, commands and the values of variables',
  }
}

async function podsIn(kubernetes: Kubernetes, target: DeploymentTarget): Promise<Any[]> {
  const found = await kubernetes.ask({
    place: target,
    path: `${podsPath(target)}?labelSelector=${selectorOf(await knownDeployment(kubernetes, target))}`,
    answer: listOf(Any),
    about: `pods of ${aboutOf(target)}`,
    rule: rules.listPods,
  })
  return found?.items ?? []
}

async function deploymentIn(kubernetes: Kubernetes, target: DeploymentTarget): Promise<Any[]> {
  const found = await kubernetes.ask({
    place: target,
    path: pathOf(target),
    answer: Any,
    about: aboutOf(target),
    rule: rules.readDeployment,
  })
  return found ? [found] : []
}

function shown(json: Json): Json {
  if (Array.isArray(json)) return json.map(shown)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => !hidden.includes(name))
      .map(([name, value]) => [
        name,
        name === 'env' && Array.isArray(value) ? value.map(named) : shown(value),
      ]),
  )
}

const named = (variable: Json): Json =>
  typeof variable === 'object' && variable !== null && !Array.isArray(variable)
    ? { name: variable.name ?? '' }
    : ''
