import type { Service } from '../../src/domain/service-settings.ts'
import type { System } from '../../src/domain/system.ts'
import { printedBy } from '../printed.ts'
import { configMapObject, nodeObject, serviceObject } from './furnish-others.ts'
import type { SimulatedKubernetes } from './kubernetes.ts'
import type { Template } from './world.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** What was deployed lately, the latest last, and how many days ago. */
const deployed = [
  { version: 'v1.8.2', daysAgo: 21, pool: '10' },
  { version: 'v1.9.0', daysAgo: 6, pool: '20' },
  { version: 'v1.9.1', daysAgo: 1, pool: '20' },
]

/** Fills the cluster with every deployment that the systems name, all of them well. */
export function furnishKubernetes(kubernetes: SimulatedKubernetes, systems: System[], now: number): void {
  const all = systems
    .flatMap(({ environments }) => Object.values(environments))
    .flatMap(({ services }) => Object.values(services))
  for (const service of all) furnishOne(kubernetes, service, now)
  const named = all.flatMap(({ kubernetes: own }) =>
    own ? [{ namespace: own.namespace, name: own.deployment, at: now - 40 * day }] : [],
  )
  kubernetes.put('services', named.map(serviceObject))
  kubernetes.put('configmaps', named.map(configMapObject))
  kubernetes.put(
    'nodes',
    [1, 2, 3].map(i => nodeObject(`node-${i}`, now - 90 * day)),
  )
}

function furnishOne(
  kubernetes: SimulatedKubernetes,
  { kubernetes: named, deploy, scale, tasks = {} }: Service,
  now: number,
): void {
  if (!named) return
  const { namespace, deployment: name, container } = named
  const image = deploy?.kubernetes?.image
  const template = (version: string, pool: string): Template => ({
    metadata: { labels: { app: name } },
    spec: {
      containers: [
        {
          name: container,
          image: image?.replaceAll('{version}', version) ?? `${name}:7.0`,
          env: image === undefined ? [] : [{ name: 'DATABASE_POOL', value: pool }],
          resources: { limits: { cpu: '500m', memory: '512Mi' }, requests: { cpu: '250m', memory: '256Mi' } },
        },
      ],
    },
  })
  const history = deployed.map(({ version, daysAgo, pool }) => ({
    template: template(version, pool),
    at: now - daysAgo * day,
    cause: `kubectl set image deployment/${name} ${container}=${version}`,
  }))
  kubernetes.deploy(
    { namespace, name, replicas: scale?.min ?? 1 },
    image === undefined ? [{ template: template('', ''), at: now - 40 * day }] : history,
  )
  kubernetes.set(namespace, name, { lines: anHour(now) })
  for (const task of Object.values(tasks))
    kubernetes.outcome(task.command.join(' '), { exit: 0, output: printedBy(task, now) })
}

/** A request every two minutes, one of them failed. */
const anHour = (now: number) =>
  Array.from({ length: 30 }, (_, i) => ({
    at: now - (59 - 2 * i) * minute,
    text:
      i === 26
        ? '{"level":"error","message":"MongoNetworkTimeoutError: connection timed out","path":"/api/trips","duration":5004}'
        : `{"level":"info","message":"GET /api/trips 200","path":"/api/trips","duration":${38 + i}}`,
  }))
