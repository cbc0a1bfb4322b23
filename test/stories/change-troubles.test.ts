import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { variables } from '../../sandbox/variables.ts'
import { createWorld, type World } from '../../sandbox/world.ts'
import { reachOutside } from '../../src/app/outside.ts'
import { type ReachedDeps, reachInfrastructure } from '../../src/app/reached.ts'
import { createStores } from '../../src/app/stores.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Params } from '../../src/domain/run/plan.ts'
import { filledIn } from '../../src/domain/run/results.ts'
import type { Run } from '../../src/domain/run/run.ts'
import type { System } from '../../src/domain/system.ts'
import type { Maker } from '../../src/ports/calls/call.ts'
import { connect } from '../../src/store/connect.ts'
import { createStore } from '../../src/store/store.ts'
import { commandOf } from '../coverage/command.ts'
import { rowsOf } from '../coverage/rows.ts'
import { eventually } from '../eventually.ts'
import { systemsOf } from './stage.ts'

const log = pino({ level: 'silent' })
const limitMs = 300_000
const canary = 'hunter22-the-new-one'
const place = { region: 'us-east-1' }
const restored = { ...place, instance: 'shop-db', to: 'shop-db-2', class: 'db.t3.small', multiAz: false }

/** What no command of the coverage comes to in the demo, where all is well and little has happened. */
const besides: Record<string, Params> = {
  'application-autoscaling:RegisterScalableTarget': {
    ...place,
    cluster: 'shop',
    service: 'web',
    from: { min: 2, max: 4 },
    to: { min: 2, max: 6 },
  },
  'ecs:DeleteService': {
    ...place,
    cluster: 'shop',
    service: 'web',
    taskDefinition: 'web:1',
    listener: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/1/2',
    targetGroup: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1',
  },
  'cloudformation:ExecuteChangeSet': {
    ...place,
    stack: 'shop',
    changeSet: 'belay-1-0',
    changes: '',
    count: 1,
  },
  'cloudformation:RollbackStack': { ...place, stack: 'shop', from: 'UPDATE_FAILED' },
  'cloudformation:ContinueUpdateRollback': { ...place, stack: 'shop', from: 'UPDATE_ROLLBACK_FAILED' },
  'cloudwatch:DisableAlarmActions': { ...place, alarms: ['shop-5xx'] },
  'cloudwatch:EnableAlarmActions': { ...place, alarms: ['shop-5xx'] },
  'rds:DeleteDBSnapshot': { ...place, instance: 'shop-db', snapshot: 'shop-old', at: 1 },
  'rds:RestoreDBInstanceFromDBSnapshot': { ...restored, securityGroups: [], snapshot: 'shop-old' },
  'rds:PromoteReadReplica': { ...place, instance: 'shop-db-2', source: 'shop-db' },
  'rds:ModifyDBInstance MasterUserPassword': {
    ...place,
    instance: 'arbor-production-db',
    secret: 'shop/password',
    version: 'v'.repeat(32),
  },
  'secretsmanager:PutSecretValue of another': {
    ...place,
    secret: 'shop/copy',
    from: null,
    of: { secret: 'shop/password', version: 'v'.repeat(32) },
  },
  'ssm:PutParameter': {
    ...place,
    parameter: '/shop/password',
    from: 1,
    secret: 'shop/password',
    version: 'v'.repeat(32),
  },
  'secretsmanager:UpdateSecretVersionStage AWSPENDING': { ...place, secret: 'shop/db', version: 'v1' },
}

/** Lines that come to more changes than those of the coverage. */
const more: Record<string, string[]> = {
  'flight-schedule-pro': ['deploy weather-monitor 1.5.0'],
  travellr: ['rollback backend previous'],
}

/** Works out something, and changes nothing. */
const changesNothing = ['cloudformation:DetectStackDrift']

/** A change, as it is planned. */
interface Change {
  action: string
  maker: Maker
  params: Params
}

let world: World
let changes: Change[]

beforeAll(async () => {
  const systems = await systemsOf()
  world = await createWorld({ systems, log, pace: 20 })
  await world.belay()
  world.aws.secrets.set('shop/password', 'the one before')
  world.aws.secrets.answers.PutSecretValue!({
    SecretId: 'shop/password',
    ClientRequestToken: 'v'.repeat(32),
    SecretString: canary,
  })
  const makers = makersOf(world, systems).filter(({ kind }) => faulty(kind.action))
  const redis = await connect(world.redis.url)
  const { recentRuns } = createStore(redis, world.clock())
  for (const { system, environments } of systems)
    for (const line of new Set([
      ...rowsOf(system).flatMap(({ commands }) => commands),
      ...(more[system] ?? []),
    ]))
      if (asks(line)) await world.slack.slash('Ana', environments.production!.channel, `/belay ${line}`)
  // Each change has been planned by some command, or stands above.
  await eventually(async () => {
    const runs = (await Promise.all(systems.map(({ system }) => recentRuns(system, 200)))).flat()
    changes = makers.flatMap(maker => {
      const { action } = maker.kind
      const params = besides[action] ?? paramsOf(action, runs)
      return params ? { action, maker, params } : []
    })
    return changes.length === makers.length
  }, 60_000).catch(() => undefined)
  redis.disconnect()
  expect(
    makers.map(({ kind }) => kind.action).filter(one => !changes.some(({ action }) => action === one)),
  ).toEqual([])
}, limitMs)
afterAll(() => world.stop())

/** Whether a line asks for a change. */
function asks(line: string): boolean {
  const { about, args } = commandOf(line)
  return about === 'system' && 'dry-run' in args.shape && !line.includes('--dry-run')
}

/** Who makes each change, as Belay wires them. */
function makersOf({ aws, rewrite, names, handshakes, config, clock }: World, systems: System[]): Maker[] {
  const outside = reachOutside(
    {
      config,
      systems,
      log,
      secrets: variables(systems),
      rewrite,
      lookup: names.lookup,
      ca: handshakes.ca,
      aws: { endpoint: aws.url, credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } },
    },
    { clock: clock(), lanes: undefined } as never,
  )
  const stores = createStores({ ...outside, clock: clock() })
  const deps = { ...outside, clock: clock(), stores, rewrite, alertmanager: { rewrite } }
  return reachInfrastructure(deps as unknown as ReachedDeps).makers
}

/** What an earlier step of its plan may have answered. */
const answered = {
  arn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/x:1',
  version: '1',
  sha: 'x',
  id: 'x',
}

/** The parameters of such a call in what was asked for. */
function paramsOf(action: string, runs: Run[]): Params | undefined {
  for (const { plan } of runs) {
    const calls = [...plan.calls, ...(plan.undo ?? []), ...(plan.otherwise ?? [])]
    const call = calls.find(one => one.action === action)
    const steps = calls.map(call => ({ call, state: 'done' as const, result: answered }))
    if (call) return filledIn(call.params, steps)
  }
  return undefined
}

type Trouble = 'denied' | 'throttled' | 'expired' | 'broken' | 'hanging' | 'lost' | 'garbled'

/** How each service outside is told what to do of changes from now on, and how often it was asked for them. */
const services: Record<
  string,
  { troubles: Trouble[]; fault(trouble: Trouble, action: string): void; asked(action: string): number }
> = {
  aws: {
    troubles: ['denied', 'throttled', 'expired', 'broken', 'hanging', 'lost', 'garbled'],
    fault: (trouble, action) => world.aws.fault(nameOf(action), trouble),
    asked: action => world.aws.asked.filter(({ name }) => name === nameOf(action)).length,
  },
  kubernetes: {
    troubles: ['denied', 'throttled', 'broken', 'hanging', 'lost'],
    fault: trouble => {
      for (const write of [
        'patch deployments',
        'patch deployments/scale',
        'update deployments/scale',
        'create jobs',
      ])
        world.kubernetes.fault(write, trouble as 'denied')
    },
    asked: () => world.kubernetes.asked.filter(({ verb }) => !/^(?:get|list)$/.test(verb)).length,
  },
  github: {
    troubles: ['denied', 'throttled', 'expired', 'broken', 'hanging', 'lost', 'garbled'],
    fault: trouble => {
      const called = { denied: 'refused', throttled: 'limited', expired: 'unauthorized' } as const
      world.github.fail(
        /^POST/,
        trouble in called ? called[trouble as keyof typeof called] : (trouble as 'broken'),
      )
    },
    asked: () => world.github.asked.filter(one => JSON.stringify(one).includes('POST')).length,
  },
  pagerduty: {
    troubles: ['throttled', 'broken', 'hanging', 'lost', 'garbled'],
    fault: trouble => {
      const how =
        ({ throttled: 'limited', hanging: 'hang', lost: 'lost-answer', garbled: 'nonsense' } as const)[
          trouble as 'lost'
        ] ?? 'broken'
      for (const method of ['POST', 'DELETE']) world.pagerduty.faults.fail({ how, method })
    },
    asked: () =>
      world.pagerduty.received.filter(({ method }) => method === 'POST' || method === 'DELETE').length,
  },
}

const nameOf = (action: string): string => action.split(' ')[0]!
const serviceOf = (action: string): string =>
  /^(?!belay|pagerduty|alertmanager|redis|postgres)[a-z0-9-]+:[A-Z]\w/.test(action)
    ? 'aws'
    : action.split(':')[0]!
const faulty = (action: string): boolean => serviceOf(action) in services

/** What each trouble is for a change, whether it may have been made then, and what is said of it where AWS is asked. */
const troubles: [Trouble, OutsideError['fault']['fault'], 'none' | 'unknown', RegExp][] = [
  ['denied', 'refused', 'none', /^AWS refused \S+ on .+: Belay's role may not\. Policy to add: \{/],
  ['throttled', 'limited', 'none', /^AWS limits \S+ just now: look again in a minute$/],
  ['expired', 'refused', 'none', /^Belay's AWS credentials have expired: renew them$/],
  ['broken', 'away', 'unknown', /^AWS answered 500 /],
  ['hanging', 'away', 'unknown', /^no answer from AWS in /],
  ['lost', 'away', 'unknown', /^the connection to AWS ended before an answer/],
  ['garbled', 'away', 'unknown', /^AWS's answer to \S+ cannot be read$/],
]

/** So that what one call made is not found to be another's. */
let runs = 0

it.each(troubles)(
  'a change that is %s is tried once, and it is said what that is, and whether it may have been made',
  { timeout: limitMs },
  async (trouble, fault, effect, words) => {
    const wrong: string[] = []
    const about = changes.filter(({ action }) => services[serviceOf(action)]!.troubles.includes(trouble))
    const asked = (action: string) => services[serviceOf(action)]!.asked(action)
    async function tried({ action, maker, params }: Change, before: number): Promise<void> {
      services[serviceOf(action)]!.fault(trouble, action)
      const made = { run: `${++runs}`.padStart(32, '0'), step: 0 }
      const thrown = await maker.start(params, made).catch((error: unknown) => error)
      const times = asked(action) - before
      // What was carried out although its answer was lost is not there to be done again.
      if (times === 0 && (trouble === 'lost' || trouble === 'garbled')) return
      const isRight =
        (times === 1 || trouble === 'hanging') &&
        thrown instanceof OutsideError &&
        thrown.fault.fault === fault &&
        thrown.fault.effect === (changesNothing.includes(action) ? 'none' : effect) &&
        (serviceOf(action) === 'aws' ? words : /^[A-Za-z].{10,}/).test(thrown.message) &&
        !`${thrown.message}${JSON.stringify(thrown)}`.includes(canary)
      if (!isRight) wrong.push(`${action}, asked ${times} times: ${JSON.stringify(thrown)} ${thrown}`)
    }
    const before = about.map(({ action }) => asked(action))
    // What never answers takes its time, which they share.
    if (trouble === 'hanging') await Promise.all(about.map((one, i) => tried(one, before[i]!)))
    else for (const one of about) await tried(one, asked(one.action)).finally(mend)
    mend()
    expect(wrong).toEqual([])
  },
)

/** The same call of something that is not there any more. */
const gone = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && !['region', 'from'].includes(name) ? `${value}-gone` : value,
    ]),
  )

it('a change of what is gone since it was planned is not made, and that is said', {
  timeout: limitMs,
}, async () => {
  const wrong: string[] = []
  // What has a task definition be made needs nothing but the one that it is made of, which stays.
  const about = changes.filter(({ action }) => serviceOf(action) === 'aws' && !action.endsWith('cpu, memory'))
  for (const { action, maker, params } of about) {
    const made = { run: `${++runs}`.padStart(32, '0'), step: 0 }
    const told = async () => {
      const standing = await maker.look(gone(params), made)
      if (standing.is === 'after') return 'It is so already.'
      return standing.is === 'other' ? standing.how : `made: ${await maker.start(gone(params), made)}`
    }
    const said = await told().catch((error: unknown) => `${error instanceof OutsideError && error.message}`)
    const isSaid =
      /^(?:It is so already|there is no \S)|any more\.$|is gone now\.$|another .+ approved\.$|^AWS refused .+: .*not found/i
    if (!isSaid.test(said)) wrong.push(`${action}: ${said}`)
  }
  expect(wrong).toEqual([])
})

function mend(): void {
  world.aws.mend()
  world.kubernetes.mend()
  world.github.fail()
  world.pagerduty.faults.heal()
}
