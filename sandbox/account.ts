import type { Environment, System } from '../src/domain/system.ts'
import type { SimulatedAws } from './aws/aws.ts'

const minute = 60_000

/** Fills the account with everything that the systems name, all of it well. `now` in milliseconds since the epoch. */
export function furnish(aws: SimulatedAws, systems: System[], now: number): void {
  for (const { environments } of systems)
    for (const environment of Object.values(environments)) furnishOne(aws, environment, now)
}

function furnishOne(aws: SimulatedAws, { services }: Environment, now: number): void {
  for (const { ecs, scale, logs } of Object.values(services)) {
    const tasks = scale?.min ?? 1
    if (ecs) aws.ecs.set({ ...ecs, desired: tasks, running: tasks })
    if (logs) aws.logs.write(logs, ...anHour(now))
  }
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
