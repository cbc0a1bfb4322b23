import { expect, test } from 'vitest'
import { restart as command } from '../../../commands/restart.ts'
import { silenceAlarm } from '../../../commands/silence/alarm.ts'
import { needsOf } from '../../../src/domain/run/needs.ts'
import { databaseResource, resourceOf, sharedBy } from '../../../src/domain/run/resource.ts'
import type { System } from '../../../src/domain/system.ts'
import { SystemFile } from '../../../src/domain/system-file.ts'
import { frozenFor } from '../../../src/engine/runs/frozen.ts'
import { createPlanner } from '../../../src/engine/runs/planner.ts'
import { createRequests } from '../../../src/engine/runs/requests.ts'
import { plannedFor } from '../../../src/engine/schedules/scheduled-run.ts'
import { parameter } from '../../../src/operations/database/parameters.ts'
import { ecsPlatform } from '../../../src/operations/ecs-platform.ts'
import { restart } from '../../../src/operations/restart.ts'
import { silenceAlarms } from '../../../src/operations/silence-alarms.ts'
import { unlock } from '../../../src/operations/unlock.ts'
import { modalOf } from '../fakes.ts'
import { ana } from './stage.ts'

/** Staging asks for nothing, and runs on what production runs on: one ECS service, and some alarms. */
const file = {
  system: 'shop',
  title: 'Shop',
  people: { responders: ['@oncall'], operators: ['@oncall'], approvers: ['@leads'] },
  severities: { P1: { acknowledge: '15m' } },
  escalation: [{ notify: ['@oncall'] }],
  freeze: {
    timezone: 'UTC',
    windows: [{ from: '2026-12-20', to: '2027-01-02', reason: 'Christmas', only: ['production'] }],
  },
  environments: {
    production: {
      channel: '#shop',
      region: 'us-east-1',
      approvals: { required: 2, confirm: 'deploy' },
      alarms: ['web-*', 'orders-latency'],
      services: { web: { ecs: { cluster: 'shop', service: 'web' } } },
    },
    staging: {
      channel: '#shop',
      region: 'us-east-1',
      alarms: ['web-errors', 'staging-*'],
      services: {
        web: { ecs: { cluster: 'shop', service: 'web' } },
        search: { ecs: { cluster: 'shop', service: 'staging-search' } },
      },
    },
  },
}
const system = SystemFile.parse(file)
const christmas = Date.parse('2026-12-25T12:00:00Z')

const clusters = {
  service: async () => ({ taskDefinition: 'web:1', desired: 2, running: 2, deployments: [] }),
}
const alarms = {
  find: async (_: unknown, names: string[]) =>
    names.map(name => ({ name: name.replace('*', 'cpu'), isRaised: false, isHeard: true })),
}
/** Who has the one parameter group there is. */
const group = { users: ['shop-staging-db'] }
const rds = {
  instance: async () => ({ status: 'available', parameterGroup: 'shop' }),
  parameters: async (_: string, [name]: string[]) => [{ name, isDynamic: true, isSet: false }],
  users: async () => group.users,
}
const lock = { holder: ana, reason: 'a look', since: 1, byHand: true }
const operations = [
  restart([ecsPlatform({ clusters } as never, () => 0)]),
  silenceAlarms(alarms as never),
  parameter(rds as never),
  unlock({ lock: async () => ({ value: lock, version: 'v1' }) } as never),
]

const nothing = async () => undefined

/** What a change of staging takes, and whether production's freeze holds it up. */
const plannerOf = (of: System) => createPlanner(operations as never, [of], { recentRuns: async () => [] })

async function takes(
  operation: string,
  more: { service?: string; input?: object; boxMs?: number },
  of = system,
) {
  const planner = plannerOf(of)
  const wanted = { operation, system: 'shop', environment: 'staging', input: {}, ...more }
  const { plan } = await planner(wanted as never)
  const needs = needsOf(of, 'staging', 'change', plan.shared)
  const asked = { environment: 'staging', risk: 'change', plan } as const
  return {
    approvals: needs.required,
    word: needs.confirm,
    frozen: frozenFor(of, asked, christmas) !== undefined,
    warned: plan.warnings.some(warning => warning.includes('production')),
  }
}
const strict = { approvals: 2, word: 'deploy', frozen: true, warned: true }
const free = { approvals: 0, word: undefined, frozen: false, warned: false }

test('what staging shares with production takes what production takes', async () => {
  expect(await takes('restart', { service: 'web' })).toEqual(strict)
  expect(await takes('unlock', { service: 'web' })).toEqual(strict)
  expect(await takes('silence alarm', { input: { alarms: ['web-errors'] } })).toEqual(strict)
})

test('what is staging’s own takes what staging takes', async () => {
  expect(await takes('restart', { service: 'search' })).toEqual(free)
  expect(await takes('silence alarm', { input: { alarms: ['staging-*'] } })).toEqual(free)
})

test('an ARN names the same service as its short name', async () => {
  const { staging, production } = file.environments
  const cluster = 'arn:aws:ecs:us-east-1:123456789012:cluster/shop'
  const services = { web: { ecs: { cluster, service: 'web' } } }
  const named = SystemFile.parse({ ...file, environments: { production, staging: { ...staging, services } } })
  expect(resourceOf(named, 'staging', 'web')).toBe(resourceOf(named, 'production', 'web'))
  expect(await takes('restart', { service: 'web' }, named)).toEqual(strict)
})

test('of the same names in another account nothing is shared', async () => {
  const { staging, production } = file.environments
  const role = 'arn:aws:iam::210987654321:role/belay'
  const environments = {
    production: { ...production, account: '123456789012' },
    staging: { ...staging, role },
  }
  const apart = SystemFile.parse({ ...file, environments })
  expect(await takes('restart', { service: 'web' }, apart)).toEqual(free)
  expect(await takes('silence alarm', { input: { alarms: ['web-errors'] } }, apart)).toEqual(free)
})

test('however two environments say where they are, what is one thing is one, or the file is refused', async () => {
  const { staging, production } = file.environments
  const role = 'arn:aws:iam::123456789012:role/belay'
  const database = { databases: { postgres: { rds: 'shop-db' } } }
  const parsed = (ofProduction: object, ofStaging: object) =>
    SystemFile.safeParse({
      ...file,
      environments: {
        production: { ...production, ...database, ...ofProduction },
        staging: { ...staging, ...database, ...ofStaging },
      },
    })
  const faults = (...places: [object, object]) =>
    parsed(...places).error?.issues.map(({ message }) => message)
  expect(faults({}, { region: undefined })).toEqual([
    'expected the region that it is in: production says its own, and both name shop/web',
  ])
  expect(faults({ role }, {})).toEqual([
    "expected the account that it is in, Belay's own where it has no role: production says its own, and both name shop/web",
  ])
  expect(faults({ services: {}, alarms: undefined }, { region: undefined })).toEqual([
    'expected the region that it is in: production says its own, and both name shop-db',
  ])
  expect(faults({ services: {}, alarms: undefined, databases: {} }, { region: undefined })).toBeUndefined()
  expect(faults({ region: undefined }, { region: undefined })).toBeUndefined()

  const one = parsed({ role }, { account: '123456789012' }).data!
  expect(await takes('restart', { service: 'web' }, one)).toEqual(strict)
  expect(sharedBy(one, 'staging', [databaseResource(one.environments.staging!, 'postgres')])).toEqual([
    'production',
  ])
})

test('a parameter group that production’s database has as well is production’s, too', async () => {
  const { staging, production } = file.environments
  const set = { input: { database: 'postgres', parameter: 'log_lock_waits', value: '1' } }
  const of = SystemFile.parse({
    ...file,
    environments: {
      production: { ...production, databases: { postgres: { rds: 'shop-db' } } },
      staging: { ...staging, databases: { postgres: { rds: 'shop-staging-db' } } },
    },
  })
  group.users = ['shop-db', 'shop-staging-db']
  expect(await takes('db parameter', set, of)).toEqual(strict)
  group.users = ['shop-staging-db']
  expect(await takes('db parameter', set, of)).toEqual(free)
})

test('what is never for good is not asked for without an end, nor by a schedule', async () => {
  const { staging, production } = file.environments
  const databases = { postgres: { rds: 'shop-staging-db' } }
  const of = SystemFile.parse({ ...file, environments: { production, staging: { ...staging, databases } } })
  const input = { database: 'postgres', parameter: 'log_statement', value: 'all' }
  const why =
    'log_statement all writes everything into the log, and is for a while: say for how long, with --for.'
  await expect(takes('db parameter', { input }, of)).rejects.toMatchObject({
    message: why,
    offer: [
      {
        label: 'For 30 min',
        command:
          'db parameter --system shop --environment staging --database postgres --parameter log_statement --value all --for 30m',
      },
    ],
  })
  expect(await takes('db parameter', { input, boxMs: 1_800_000 }, of)).toEqual(free)
  const change = { environment: 'staging', operation: 'db parameter', input } as never
  expect(await plannedFor(plannerOf(of), of, { change } as never, 0)).toBe(why)
})

test('one variable with an address is one database, in whichever region its environments are', () => {
  const { staging, production } = file.environments
  const databases = { orders: { url: { secret: 'env:ORDERS_URL' } } }
  const environments = {
    production: { ...production, databases },
    staging: { ...staging, region: 'eu-west-1', databases },
  }
  const apart = SystemFile.parse({ ...file, environments })
  const resource = databaseResource(apart.environments.staging!, 'orders')
  expect(sharedBy(apart, 'staging', [resource])).toEqual(['production'])
})

test('whoever asks types the word of production', async () => {
  const store = { incidents: async () => [], open: async () => [], recentRuns: async () => [], lock: nothing }
  const clock = { now: () => 1, wall: () => 1 }
  const planner = plannerOf(system)
  const barrier = async () => 'kept'
  const deps = { systems: [system], store, ledger: {}, planner, clock, barrier } as never
  const incidents = { find: nothing, byThread: nothing }
  const runs = { ...createRequests(deps), word: planner.word }
  const call = {
    system,
    environment: 'staging',
    actor: ana,
    invocation: { id: 'click', text: '', channel: 'C1' },
    faces: { runs, incidents, inTime: <T>(work: Promise<T>) => work },
  }
  const reply = await command.run({ ...call, args: { service: 'web', 'dry-run': false } } as never)
  expect(modalOf(reply)?.asks).toEqual(['confirm', 'reason'])
  const args = { alarms: 'web-*', for: 3_600_000, 'dry-run': false }
  expect(modalOf(await silenceAlarm.run({ ...call, args } as never))?.asks).toEqual(['confirm', 'reason'])
})
