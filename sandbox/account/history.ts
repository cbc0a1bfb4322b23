import type { Service } from '../../src/domain/service-settings.ts'
import type { SimulatedAws } from '../aws/aws.ts'

const day = 86_400_000

/** Versions that were deployed lately, the oldest first, and how many days ago. */
const deployed = [
  { version: '3c1f0e9d8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e', daysAgo: 9, pool: '20' },
  { version: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c', daysAgo: 3, pool: '20' },
  { version: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678', daysAgo: 0.08, pool: '2' },
]
const firstRevision = 39

/** What a service has run: the ARNs of its task definitions, the one that it runs now first. */
export function history(
  aws: SimulatedAws,
  family: string,
  { deploy, logs }: Pick<Service, 'deploy' | 'logs'>,
  now: number,
): string[] {
  const { container = 'app', image = `${family}:{version}` } = deploy?.ecs ?? {}
  const arns = deployed.map(({ version, daysAgo, pool }, i) => {
    const environment = [{ name: 'DATABASE_POOL', value: pool }]
    return aws.ecs.define(
      family,
      [
        {
          name: container,
          image: image.replaceAll('{version}', version),
          environment,
          ...writing(logs),
        },
      ],
      { revision: firstRevision + i, registeredAt: now - daysAgo * day, cpu: '512', memory: '1024' },
    )
  })
  return arns.reverse()
}

/** Where a container writes its log. */
export const writing = (group: string | undefined) =>
  group === undefined
    ? {}
    : {
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': group, 'awslogs-stream-prefix': 'app' },
        },
      }
