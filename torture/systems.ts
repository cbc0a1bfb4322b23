import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'

export const serviceOf = (system: number): string => `PSERVICE${system}`
export const channelOf = (system: number): string => `#alerts-${system}`
const clusterOf = (system: number): string => `cluster-${system}`
export const repositoryOf = (system: number, service: string): string => `${service}-${system}`
/** Each has one that is deployed at the beginning, and one for each time that Redis has its trouble. */
export const services = ['api', 'web', 'jobs', 'mail'] as const

/**
 * A folder with so many systems, each with a channel, a PagerDuty service and ECS services of its own. A P1
 * waits for somebody for so long before the next level is told.
 */
export async function writeSystems(
  count: number,
  acknowledgeMs: number,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-torture-'))
  for (let i = 0; i < count; i++)
    await writeFile(join(folder, `s${i}.yml`), stringify(systemOf(i, acknowledgeMs)))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

const systemOf = (i: number, acknowledgeMs: number) => ({
  system: `s${i}`,
  title: `System ${i}`,
  people: { responders: ['@oncall'], operators: ['@oncall'], approvers: ['@leads'] },
  severities: { P1: { acknowledge: `${acknowledgeMs / 1_000}s`, page: true }, P2: { acknowledge: '4h' } },
  escalation: [{ notify: ['@oncall'] }, { notify: ['@leads'], wait: '4h' }],
  pagerduty: { services: [serviceOf(i)], severity: { priority: { P1: 'P1', P2: 'P2' } } },
  environments: {
    production: {
      channel: channelOf(i),
      region: 'us-east-1',
      approvals: { required: 1, expire: '4h' },
      services: Object.fromEntries(services.map(service => [service, serviceIn(i, service)])),
    },
  },
})

const serviceIn = (i: number, service: string) => ({
  ecs: { cluster: clusterOf(i), service },
  scale: { min: 2, max: 4 },
  deploy: {
    version: '^[0-9a-f]{40}$',
    ecs: {
      container: service,
      image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/${repositoryOf(i, service)}:{version}`,
    },
  },
})
