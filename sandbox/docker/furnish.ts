import type { System } from '../../src/domain/system.ts'
import { printedBy } from '../printed.ts'
import type { SimulatedDocker } from './docker.ts'

/** Every service of Compose that the systems name, all of them well. `now` in milliseconds since the epoch. */
export function furnishDocker(docker: SimulatedDocker, systems: System[], now: number): void {
  for (const { environments } of systems)
    for (const { services } of Object.values(environments))
      for (const { compose, deploy, tasks = {} } of Object.values(services)) {
        if (!compose) continue
        const { project, service } = compose
        const image = deploy?.compose?.image
        for (const task of Object.values(tasks).filter(({ backups }) => backups))
          docker.outcome(task.command.join(' '), { exit: 0, output: printedBy(task, now) })
        const version = (one: string) => image?.replaceAll('{version}', one) ?? `${service}:7`
        for (const one of ['v1.9.0', 'v1.9.1']) docker.image(version(one), 'here')
        docker.image(version('v2.0.0'), 'there')
        docker.up(project, service, {
          image: version('v1.9.1'),
          env: ['NODE_ENV=production'],
          lines: [
            { at: now - 120_000, text: 'GET /api/trips 200' },
            { at: now - 60_000, text: 'ERROR MongoNetworkTimeoutError: connection timed out' },
          ],
        })
      }
}
