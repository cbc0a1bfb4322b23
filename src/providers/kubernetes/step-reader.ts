import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Rows, StepAnswer, StepReader } from '../../ports/step-reader.ts'
import type { DeploymentTarget, Workloads } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { createGets, history, type Named } from './step-gets.ts'
import { readStepLog } from './step-log.ts'
import { chosenBy, kindOf, nameIn } from './step-names.ts'
import { objectsOf } from './step-objects.ts'

export interface KubernetesReaderDeps {
  kubernetes: Kubernetes
  workloads: Workloads
  now(): number
}

interface Asked extends Named {
  input: Record<string, Json>
}

/** What kubectl shows of the deployments that the system's file names. */
export function createKubernetesStepReader({
  kubernetes,
  workloads,
  now,
}: KubernetesReaderDeps): StepReader<DeploymentTarget[]> {
  const gets = createGets({ workloads, now })

  const verbs: Record<string, (asked: Asked) => Promise<StepAnswer>> = {
    async get(asked) {
      const { kind, names } = kindOf(asked.names)
      if (!Object.hasOwn(gets, kind))
        throw new UserError(
          `Belay reads ${Object.keys(gets).join(', ')} of a cluster, and no ${kind.slice(0, 40)}.`,
        )
      const how = asked.input.o ?? asked.input.output
      if (how === 'json' && (kind === 'pods' || kind === 'deployments'))
        return objectsOf(kubernetes, kind, { ...asked, names })
      const found = await gets[kind]!({ ...asked, names })
      return how === 'name' && 'rows' in found ? { text: namesOf(kind, found.rows) } : found
    },
    async describe(asked) {
      const { kind, names } = kindOf(asked.names)
      const [name] = names
      if (kind === 'deployments') return gets.deployments!({ ...asked, names })
      if (kind !== 'pods' || name === undefined)
        throw new UserError('Belay describes one pod, as in: kubectl describe pod web-6d4c-x7zk2')
      for (const target of asked.targets) {
        const pods = await workloads.pods(target)
        const text = pods.some(pod => pod.name === name) && (await workloads.describe(target, name))
        if (text) return { text }
      }
      throw new UserError(`There is no pod ${name.slice(0, 80)} among those of the system.`)
    },
    async top({ names, targets }) {
      if (!/^(?:pods?|po)$/.test(names[0] ?? 'pods'))
        throw new UserError('Belay measures pods: kubectl top pods')
      const all = await Promise.all(targets.map(target => workloads.usage(target)))
      if (all.every(one => one === undefined)) throw new UserError('No metrics-server is in the cluster.')
      const rows = all
        .flatMap(one => one ?? [])
        .map(({ pod, cpu, memory }) => [
          pod,
          `${Math.round(cpu * 1000)}m`,
          `${Math.round(memory / 2 ** 20)}Mi`,
        ])
      return { rows: { columns: ['NAME', 'CPU(cores)', 'MEMORY(bytes)'], rows } }
    },
    events: asked => gets.events!(asked),
    async 'rollout status'({ names, targets }) {
      const parts = await Promise.all(
        chosenBy(targets, nameIn(names)).map(async target => {
          const state = await workloads.deployment(target)
          if (!state) return `there is no deployment ${target.deployment}`
          const said = {
            complete: 'successfully rolled out',
            going: 'is still going',
            stalled: 'does not get on',
          }[state.rollout]
          return `deployment "${target.deployment}" ${said}: ${state.updatedAvailable} of ${state.desired} new pods serve`
        }),
      )
      return { text: parts.join('\n') }
    },
    'rollout history': ({ names, targets }) => history(workloads, chosenBy(targets, nameIn(names))),
    logs: ({ names, input, targets }) =>
      readStepLog({ kubernetes, workloads }, targets, { name: nameIn(names), input, now: now() }),
  }

  return async ({ operation, input }, all) => {
    const names = Array.isArray(input.names) ? input.names.map(String) : []
    const verb = Object.hasOwn(verbs, operation) ? verbs[operation] : undefined
    if (!verb) throw new UserError(`Belay does not carry out kubectl ${operation} from a runbook.`)
    // The word behind `rollout` is part of the verb.
    const rest = operation.startsWith('rollout ') ? names.slice(1) : names
    return verb({ names: rest, input, targets: inNamespace(all, input) })
  }
}

/** `pod/web-1`, as `-o name` prints what it finds. */
const namesOf = (kind: string, { rows }: Rows): string =>
  rows
    .map(([name]) => `${kind === 'deployments' ? 'deployment.apps' : kind.replace(/s$/, '')}/${name}`)
    .join('\n')

function inNamespace(all: DeploymentTarget[], input: Record<string, Json>): DeploymentTarget[] {
  const said = input.n ?? input.namespace
  const label = input.l ?? input.selector
  const app = /^app(?:\.kubernetes\.io\/name)?=([\w.-]+)$/.exec(String(label ?? ''))?.[1]
  if (label !== undefined && app === undefined)
    throw new UserError('Belay picks by the label app alone, as in: kubectl get pods -l app=web')
  const found = all.filter(
    ({ namespace, deployment }) =>
      (typeof said !== 'string' || namespace === said) && (app === undefined || deployment === app),
  )
  if (found.length > 0) return found
  throw new UserError(
    `The system's file names nothing there: it has ${all.map(({ namespace, deployment }) => `${deployment} in ${namespace}`).join(', ')}.`,
  )
}
