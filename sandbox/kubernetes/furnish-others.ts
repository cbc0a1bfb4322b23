import type { KubernetesObject } from './asked.ts'

interface Named {
  namespace: string
  name: string
  at: number
}

const metadata = ({ namespace, name, at }: Named) => ({
  namespace,
  name,
  creationTimestamp: new Date(at).toISOString(),
  labels: { app: name },
})

/** What sends to a deployment's pods. */
export const serviceObject = (named: Named): KubernetesObject => ({
  kind: 'Service',
  metadata: metadata(named),
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.14.3',
    ports: [{ port: 80, targetPort: 3000 }],
    selector: { app: named.name },
  },
})

/** What its pods are set up with. */
export const configMapObject = (named: Named): KubernetesObject => ({
  kind: 'ConfigMap',
  metadata: metadata({ ...named, name: `${named.name}-config` }),
  data: { LOG_LEVEL: 'info', PORT: '3000' },
})

export const nodeObject = (name: string, at: number): KubernetesObject => ({
  kind: 'Node',
  metadata: { name, creationTimestamp: new Date(at).toISOString() },
  status: {
    allocatable: { cpu: '4', memory: '16Gi' },
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kubeletVersion: 'v1.31.4' },
  },
})
