import { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Rows, StepAnswer } from '../../ports/step-reader.ts'
import type { DeploymentTarget, Workloads } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { quantity } from './quantity.ts'
import { rules } from './rule.ts'
import { listOf } from './wire.ts'

const Metadata = z.object({ name: z.string() })
const Amounts = z.object({ cpu: z.string(), memory: z.string() })
const Node = z.object({ metadata: Metadata, status: z.object({ allocatable: Amounts }) })
const NodeMetrics = z.object({ metadata: Metadata, usage: Amounts })

interface Top {
  names: string[]
  targets: DeploymentTarget[]
  input: Record<string, Json>
}

/** What a pod or a node takes: cores, and bytes; and of how much, where that is known. */
interface Taken {
  name: string
  cpu: number
  memory: number
  of?: { cpu: number | undefined; memory: number | undefined }
}

/** What `kubectl top` shows of the deployments' pods, or of the cluster's nodes. */
export async function readTop(
  { kubernetes, workloads }: { kubernetes: Kubernetes; workloads: Workloads },
  { names: [kind = 'pods', name], targets, input }: Top,
): Promise<StepAnswer> {
  const isOfNodes = /^no/.test(kind)
  const given = input.l ?? input.selector
  const labels = typeof given === 'string' ? given : undefined
  const all = isOfNodes
    ? await nodes(kubernetes, targets[0]!, labels)
    : await pods(workloads, targets, labels)
  if (!all) throw new UserError('No metrics-server is in the cluster.')
  const by = input['sort-by'] === 'cpu' || input['sort-by'] === 'memory' ? input['sort-by'] : undefined
  const chosen = all.filter(one => name === undefined || one.name === name)
  return { rows: rowsOf(by ? chosen.sort((a, b) => b[by] - a[by]) : chosen, isOfNodes) }
}

async function pods(
  workloads: Workloads,
  targets: DeploymentTarget[],
  labels: string | undefined,
): Promise<Taken[] | undefined> {
  const all = await Promise.all(targets.map(target => workloads.usage(target, labels)))
  if (all.every(one => one === undefined)) return undefined
  return all.flatMap(one => one ?? []).map(({ pod, cpu, memory }) => ({ name: pod, cpu, memory }))
}

async function nodes(
  kubernetes: Kubernetes,
  place: DeploymentTarget,
  labels: string | undefined,
): Promise<Taken[] | undefined> {
  const about = 'nodes of the cluster'
  const [measured, known] = await Promise.all([
    kubernetes.ask({
      place,
      path: `/apis/metrics.k8s.io/v1beta1/nodes${labels === undefined ? '' : `?labelSelector=${encoded(labels)}`}`,
      answer: listOf(NodeMetrics),
      about: `what ${about} use`,
      rule: rules.listNodeUsage,
    }),
    kubernetes.ask({ place, path: '/api/v1/nodes', answer: listOf(Node), about, rule: rules.listNodes }),
  ])
  return measured?.items.map(({ metadata: { name }, usage }) => {
    const { cpu, memory } = known?.items.find(one => one.metadata.name === name)?.status.allocatable ?? {}
    return {
      name,
      cpu: quantity(usage.cpu) ?? 0,
      memory: quantity(usage.memory) ?? 0,
      of: { cpu: quantity(cpu), memory: quantity(memory) },
    }
  })
}

function rowsOf(all: Taken[], isOfNodes: boolean): Rows {
  const part = (taken: number, of: number | undefined) => (of ? `${Math.round((100 * taken) / of)}%` : '')
  return {
    columns: isOfNodes
      ? ['NAME', 'CPU(cores)', 'CPU%', 'MEMORY(bytes)', 'MEMORY%']
      : ['NAME', 'CPU(cores)', 'MEMORY(bytes)'],
    rows: all.map(({ name, cpu, memory, of }) => [
      name,
      `${Math.round(cpu * 1000)}m`,
      ...(isOfNodes ? [part(cpu, of?.cpu)] : []),
      `${Math.round(memory / 2 ** 20)}Mi`,
      ...(isOfNodes ? [part(memory, of?.memory)] : []),
    ]),
  }
}
