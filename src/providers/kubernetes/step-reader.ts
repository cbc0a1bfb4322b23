import { askedIn, nearestKind, type OfKind } from '../../domain/cluster-kinds.ts'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { StepAnswer, StepReader } from '../../ports/step-reader.ts'
import type { DeploymentTarget, Workloads } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { readGet } from './step-get.ts'
import { readStepLog } from './step-log.ts'
import { chosenBy, nameIn } from './step-names.ts'
import { readTop } from './step-top.ts'

export interface KubernetesReaderDeps {
  kubernetes: Kubernetes
  workloads: Workloads
  now(): number
}

interface Asked {
  names: string[]
  input: Record<string, Json>
  targets: DeploymentTarget[]
}

/** What kubectl shows of where the deployments are that the system's file names. */
export function createKubernetesStepReader({
  kubernetes,
  workloads,
  now,
}: KubernetesReaderDeps): StepReader<DeploymentTarget[]> {
  const verbs: Record<string, (asked: Asked) => Promise<StepAnswer>> = {
    get: async ({ names, input, targets }) => readGet(kubernetes, { asked: known(names), input, targets }),
    async describe({ names, targets }) {
      const asked = known(names)
      const [name] = asked[0]!.names
      if (asked.some(({ kind }) => kind.plural !== 'pods'))
        return readGet(kubernetes, { asked, targets, input: { o: 'json' } })
      if (name === undefined)
        throw new UserError('Belay describes one pod, as in: kubectl describe pod web-6d4c-x7zk2')
      for (const target of targets) {
        const pods = await workloads.pods(target)
        const text = pods.some(pod => pod.name === name) && (await workloads.describe(target, name))
        if (text) return { text }
      }
      throw new UserError(`There is no pod ${name.slice(0, 80)} among those of the system.`)
    },
    top: asked => readTop({ kubernetes, workloads }, asked),
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
    async 'rollout history'({ names, targets }) {
      const all = await Promise.all(
        chosenBy(targets, nameIn(names)).map(target => workloads.revisions(target)),
      )
      const rows = all
        .flat()
        .map(({ revision, name, images, by }) => [revision, name, Object.values(images).join(', '), by ?? ''])
      return { rows: { columns: ['REVISION', 'NAME', 'IMAGE', 'CHANGE-CAUSE'], rows } }
    },
    logs: ({ names, input, targets }) =>
      readStepLog({ kubernetes, workloads }, labelled(targets, input), {
        name: nameIn(names),
        input,
        now: now(),
      }),
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

function known(names: string[]): OfKind[] {
  const asked = askedIn(names)
  if (!('unknown' in asked)) return asked
  const meant = nearestKind(asked.unknown)
  throw new UserError(
    `Belay reads no ${asked.unknown.slice(0, 40)} of a cluster${meant ? `: ${meant} is meant?` : '.'}`,
  )
}

function inNamespace(
  all: DeploymentTarget[],
  { n, namespace = n }: Record<string, Json>,
): DeploymentTarget[] {
  return some(all, target => typeof namespace !== 'string' || target.namespace === namespace)
}

/** The deployments that a label chooses: they are called by it. */
function labelled(all: DeploymentTarget[], { l, selector = l }: Record<string, Json>): DeploymentTarget[] {
  if (selector === undefined) return all
  const app = /^app(?:\.kubernetes\.io\/name)?=([\w.-]+)$/.exec(String(selector))?.[1]
  if (app === undefined)
    throw new UserError('Belay picks deployments by the label app alone, as in: -l app=web')
  return some(all, ({ deployment }) => deployment === app)
}

function some(all: DeploymentTarget[], is: (target: DeploymentTarget) => boolean): DeploymentTarget[] {
  const found = all.filter(is)
  if (found.length > 0) return found
  throw new UserError(
    `The system's file names nothing there: it has ${all.map(({ namespace, deployment }) => `${deployment} in ${namespace}`).join(', ')}.`,
  )
}
