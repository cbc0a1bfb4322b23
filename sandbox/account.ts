import type { Environment, Service, System } from '../src/domain/system.ts'
import type { SimulatedAws } from './aws/aws.ts'

const minute = 60_000

/** Fills the account with everything that the systems name, all of it well. `now` in milliseconds since the epoch. */
export function furnish(aws: SimulatedAws, systems: System[], now: number): void {
  for (const { environments } of systems)
    for (const environment of Object.values(environments)) furnishOne(aws, environment, now)
}

function furnishOne(aws: SimulatedAws, { services }: Environment, now: number): void {
  for (const { ecs, scale, logs, deploy } of Object.values(services)) {
    const tasks = scale?.min ?? 1
    if (ecs)
      aws.ecs.set({
        ...ecs,
        desired: tasks,
        running: tasks,
        taskDefinition: history(aws, ecs.service, deploy, now),
      })
    if (logs) aws.logs.write(logs, ...anHour(now))
  }
}

/** Versions that were deployed lately, the oldest first, and how many days ago. */
const deployed = [
  { version: '3c1f0e9d8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e', daysAgo: 9 },
  { version: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c', daysAgo: 3 },
  { version: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678', daysAgo: 0.08 },
]
const firstRevision = 39

/** What a service has run; answers the ARN of the task definition that it runs now. */
function history(aws: SimulatedAws, family: string, deploy: Service['deploy'], now: number): string {
  const { container = 'app', image = `${family}:{version}` } = deploy?.ecs ?? {}
  const arns = deployed.map(({ version, daysAgo }, i) =>
    aws.ecs.define(family, [{ name: container, image: image.replaceAll('{version}', version) }], {
      revision: firstRevision + i,
      registeredAt: now - daysAgo * 24 * 60 * minute,
    }),
  )
  return arns.at(-1)!
}

/** A request every two minutes, one of them slow, one failed. */
function anHour(now: number) {
  return Array.from({ length: 30 }, (_, i) => {
    const request = { request_id: `req-${1000 + i}`, path: '/v1/plans' }
    const line =
      i === 26
        ? {
            level: 'error',
            ...request,
            duration_ms: 5003,
            error: 'connection pool exhausted',
            user: 'eve@example.com',
          }
        : { level: 'info', ...request, duration_ms: i === 20 ? 2714 : 38 + i }
    return { at: now - (59 - 2 * i) * minute, message: JSON.stringify(line) }
  })
}
