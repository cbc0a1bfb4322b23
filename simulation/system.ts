import { SystemFile } from '../src/domain/system-file.ts'
import type { Member } from '../src/ports/directory.ts'

const member = (id: string, name: string): Member => ({
  id,
  name,
  email: `${name.toLowerCase()}@example.com`,
})
export const [ana, ben, cara, dan] = [
  member('UANA', 'Ana'),
  member('UBEN', 'Ben'),
  member('UCARA', 'Cara'),
  member('UDAN', 'Dan'),
]
export const groups: Record<string, Member[]> = {
  '@oncall': [ana, dan],
  '@leads': [ben],
  '@nobody': [],
  '@board': [cara],
  '@operators': [ana, dan],
  /** Who is in it changes. */
  '@deputies': [dan],
}
/** The security group of the database that is opened in an emergency. */
export const group = 'sg-0a1b2c3d4'

/** In the order of PagerDuty's levels. */
export const people = [ana, ben, cara]

/** As ECS calls them. */
export const ecsServices = ['api', 'web', 'ledger', 'stage']

const onEcs = (service: string, deploy?: object) => ({
  ecs: { cluster: 'sim', service },
  scale: { min: 1, max: 9 },
  ...(deploy && { deploy }),
})

/** A team with a short temper, so that much happens in a few minutes. */
export const system = SystemFile.parse({
  system: 'sim',
  title: 'Simulated',
  people: {
    responders: ['@oncall'],
    operators: ['@operators', 'cara@example.com'],
    approvers: ['@leads', '@deputies', 'cara@example.com'],
  },
  freeze: {
    timezone: 'UTC',
    windows: ['03:17', '03:31', '03:45'].map(from => ({
      days: ['fri'],
      from,
      to: from.replace(/\d$/, last => `${Number(last) + 2}`),
      reason: 'the books are closed',
      only: ['production'],
    })),
  },
  severities: {
    P1: { acknowledge: '2m', update: '3m', postmortem: '48h', page: true },
    P2: { acknowledge: '4m', update: '6m' },
    P3: { acknowledge: '5m' },
  },
  escalation: [
    { notify: ['@oncall'] },
    { notify: ['@leads'], wait: '2m', only: ['P1', 'P2'] },
    { notify: ['@nobody'], wait: '2m', only: ['P3'] },
    { notify: ['cara@example.com', '@leads'], wait: '3m' },
  ],
  pagerduty: {
    services: ['PSIM1'],
    severity: { priority: { P1: 'P1', P2: 'P2', P3: 'P3' }, urgency: { high: 'P2', low: 'P3' } },
  },
  milestones: [
    { title: 'Somebody has it', within: '1m', passed: 'acknowledged' },
    { title: 'Customers know', within: '3m', only: ['P1', 'P2'] },
    { title: 'It is written down', within: '2m', from: 'resolved' },
  ],
  runbook: 'sim.md',
  checklists: { morning: { procedure: 'morning-checklist', at: '*/7 * * * *', zone: 'UTC' } },
  schedules: {
    fresh: { at: '*/3 * * * *', zone: 'UTC', environment: 'staging', service: 'stage', operation: 'restart' },
    kept: { at: '*/2 * * * *', zone: 'UTC', environment: 'production', operation: 'snapshot' },
    both: { at: '*/5 * * * *', zone: 'UTC', environment: 'vault', service: 'ledger', operation: 'restart' },
  },
  environments: {
    production: {
      channel: '#alerts',
      region: 'us-east-1',
      approvals: { required: 1, expire: '4m', confirm: 'deploy', breakGlass: true },
      services: {
        api: onEcs('api', { ecs: { container: 'web', image: 'registry/api:{version}' } }),
        web: onEcs('web', { ecs: { container: 'web', image: 'registry/web:{version}' } }),
        batch: { deploy: { github: { repo: 'sim/batch', workflow: 'deploy.yml', ref: 'main' } } },
      },
      databases: { postgres: { rds: 'database', emergencyAccess: { longest: '90s' } } },
    },
    vault: {
      channel: '#vault',
      region: 'us-east-1',
      approvals: { required: 2, expire: '4m' },
      services: {
        ledger: onEcs('ledger', { ecs: { container: 'web', image: 'registry/ledger:{version}' } }),
      },
    },
    staging: { channel: '#staging', region: 'us-east-1', services: { stage: onEcs('stage') } },
  },
})
