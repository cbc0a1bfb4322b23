import { createKubernetes as simulate } from '../../../sandbox/kubernetes/kubernetes.ts'
import type { Template } from '../../../sandbox/kubernetes/world.ts'
import { makers } from '../../../src/ports/calls/call.ts'
import { createAccess, createCredentials } from '../../../src/providers/kubernetes/access.ts'
import { createKubernetes } from '../../../src/providers/kubernetes/api.ts'
import { createPodLogs } from '../../../src/providers/kubernetes/logs.ts'
import { kubernetesMakers } from '../../../src/providers/kubernetes/makers.ts'
import { createWorkloads } from '../../../src/providers/kubernetes/workloads.ts'

export const began = Date.parse('2026-11-25T02:14:00Z')
export const target = {
  cluster: { url: 'https://cluster.example.com', token: { secret: 'env:TOKEN' } },
  namespace: 'shop',
  deployment: 'web',
  container: 'app',
}

export const template = (image: string, pool = '10'): Template => ({
  metadata: { labels: { app: 'web' } },
  spec: {
    containers: [
      {
        name: 'app',
        image,
        env: [{ name: 'POOL', value: pool }],
        resources: { limits: { cpu: '500m', memory: '256Mi' } },
        ports: [{ containerPort: 80 }],
        livenessProbe: { httpGet: { path: '/health', port: 80 } },
      },
      { name: 'proxy', image: 'proxy:1' },
    ],
  },
})

/** A cluster with one deployment that has run two versions, and all that Belay has to call it. */
export async function cluster() {
  let time = began
  const kubernetes = await simulate({ now: () => time })
  const credentials = createCredentials({
    secrets: { reveal: async ({ secret }) => `what ${secret} holds` },
    rewrite: () => kubernetes.url,
  })
  const api = createKubernetes(createAccess(credentials))
  const all = makers(...kubernetesMakers(api, { wall: () => time } as never))
  return {
    kubernetes,
    api,
    workloads: createWorkloads(api),
    logs: createPodLogs(api),
    maker: (action: string) => all.get(`kubernetes:${action}`)!,
    later(ms: number): void {
      time += ms
    },
    now: () => time,
    /** As it was in the beginning. */
    anew(): void {
      time = began
      kubernetes.mend()
      kubernetes.measure(true)
      kubernetes.jobs.clear()
      kubernetes.deploy({ namespace: 'shop', name: 'web' }, [
        { template: template('web:one', '5'), at: began - 9e6, cause: 'first' },
        { template: template('web:two'), at: began - 8e6, cause: 'second' },
      ])
      kubernetes.asked.length = 0
    },
    /** What was asked to change something. */
    changes: () =>
      kubernetes.asked
        .filter(({ verb }) => !['get', 'list'].includes(verb))
        .map(({ verb, resource }) => `${verb} ${resource}`),
  }
}
