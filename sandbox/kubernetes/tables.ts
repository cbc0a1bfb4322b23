import type { Asked } from './asked.ts'

/** An object, of which each column reads the fields that it has. */
// biome-ignore lint/suspicious/noExplicitAny: they are of many kinds
type Any = any

interface Column {
  name: string
  /** Above 0 it is shown by `-o wide` alone. */
  priority: number
  of(object: Any, now: number): string | number | boolean
}

const column = (name: string, of: Column['of'], priority = 0): Column => ({ name, priority, of })
const wide = (name: string, of: Column['of']): Column => column(name, of, 1)

const name = column('Name', ({ metadata }) => metadata.name)
const age = column('Age', ({ metadata, lastTimestamp }, now) =>
  since(lastTimestamp ?? metadata.creationTimestamp, now),
)
const ready = column('Ready', ({ status }) => `${status.readyReplicas ?? 0}/${status.replicas ?? 0}`)

/** What the API server shows of each kind; of any other its name and age. */
const columns: Record<string, { api: string; kind: string; shows: Column[] }> = {
  pods: {
    api: 'v1',
    kind: 'Pod',
    shows: [
      name,
      column('Ready', ({ status }) => {
        const all = status.containerStatuses as Any[]
        return `${all.filter(one => one.ready).length}/${all.length}`
      }),
      column('Status', ({ status }) => status.containerStatuses[0]?.state.waiting?.reason ?? status.phase),
      column('Restarts', ({ status }) =>
        (status.containerStatuses as Any[]).reduce((sum, one) => sum + one.restartCount, 0),
      ),
      age,
      wide('IP', () => '10.0.3.17'),
      wide('Node', ({ spec }) => spec.nodeName),
    ],
  },
  deployments: {
    api: 'apps/v1',
    kind: 'Deployment',
    shows: [
      name,
      ready,
      column('Up-to-date', ({ status }) => status.updatedReplicas),
      column('Available', ({ status }) => status.availableReplicas),
      age,
      wide('Images', ({ spec }) => (spec.template.spec.containers as Any[]).map(({ image }) => image).join()),
    ],
  },
  replicasets: {
    api: 'apps/v1',
    kind: 'ReplicaSet',
    shows: [
      name,
      column('Desired', ({ spec }) => spec.replicas),
      column('Current', ({ status }) => status.replicas),
      age,
    ],
  },
  events: {
    api: 'v1',
    kind: 'Event',
    shows: [
      column('Last Seen', ({ lastTimestamp }, now) => since(lastTimestamp, now)),
      column('Type', ({ type }) => type),
      column('Reason', ({ reason }) => reason),
      column('Object', ({ involvedObject }) => `${involvedObject.kind.toLowerCase()}/${involvedObject.name}`),
      column('Message', ({ message }) => message),
    ],
  },
  services: {
    api: 'v1',
    kind: 'Service',
    shows: [
      name,
      column('Type', ({ spec }) => spec.type),
      column('Cluster-IP', ({ spec }) => spec.clusterIP),
      column('External-IP', () => '<none>'),
      column('Port(s)', ({ spec }) => (spec.ports as Any[]).map(({ port }) => `${port}/TCP`).join()),
      age,
      wide('Selector', ({ spec }) => `app=${spec.selector.app}`),
    ],
  },
  configmaps: {
    api: 'v1',
    kind: 'ConfigMap',
    shows: [name, column('Data', ({ data }) => Object.keys(data).length), age],
  },
  nodes: {
    api: 'v1',
    kind: 'Node',
    shows: [
      name,
      column('Status', ({ status }) => (status.conditions[0].status === 'True' ? 'Ready' : 'NotReady')),
      age,
      column('Version', ({ status }) => status.nodeInfo.kubeletVersion),
    ],
  },
  horizontalpodautoscalers: {
    api: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    shows: [
      name,
      column('Reference', ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`),
      column('MinPods', ({ spec }) => spec.minReplicas),
      column('MaxPods', ({ spec }) => spec.maxReplicas),
    ],
  },
}

/** What kubectl is answered with: of a list or of one thing, columns and a row for each, with the object itself. */
export function tableOf({ verb, resource }: Asked, body: unknown, now: number) {
  const { api, kind, shows } = columns[resource] ?? { api: 'v1', kind: undefined, shows: [name, age] }
  const objects = verb === 'list' ? (body as { items: object[] }).items : [body as object]
  return {
    kind: 'Table',
    columnDefinitions: shows.map(({ name, priority }) => ({ name, priority })),
    rows: objects.map(object => ({
      cells: shows.map(({ of }) => of(object, now)),
      object: { apiVersion: api, ...(kind && { kind }), ...object },
    })),
  }
}

function since(at: string | undefined, now: number): string {
  const minutes = Math.floor((now - Date.parse(at ?? '')) / 60_000)
  if (Number.isNaN(minutes)) return '<unknown>'
  return minutes < 120
    ? `${minutes}m`
    : minutes < 2_880
      ? `${Math.floor(minutes / 60)}h`
      : `${Math.floor(minutes / 1_440)}d`
}
