import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { commands } from '../../commands/index.ts'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { createAudits } from '../../src/engine/audits.ts'
import { createChecklists } from '../../src/engine/checklists/checklists.ts'
import { createDesk } from '../../src/engine/dispatch.ts'
import type { Declaration } from '../../src/engine/faces.ts'
import { createFollows } from '../../src/engine/follows.ts'
import { createIncidents } from '../../src/engine/incidents.ts'
import { createIntake } from '../../src/engine/intake.ts'
import { createLedger } from '../../src/engine/ledger.ts'
import { createMessages } from '../../src/engine/messages.ts'
import { createOnCalls } from '../../src/engine/oncall.ts'
import { createParkedJobs } from '../../src/engine/parked.ts'
import { createPeople } from '../../src/engine/people.ts'
import type { Performer } from '../../src/engine/performer.ts'
import { createPerformers } from '../../src/engine/performers.ts'
import { createRunLedger } from '../../src/engine/runs/ledger.ts'
import { createPlanner } from '../../src/engine/runs/planner.ts'
import { createRuns } from '../../src/engine/runs/runs.ts'
import { createSchedules } from '../../src/engine/schedules/schedules.ts'
import { createSystems } from '../../src/engine/systems.ts'
import { createHealth } from '../../src/operations/health.ts'
import { createLogSearch } from '../../src/operations/logs.ts'
import type { OnCall, Pager } from '../../src/ports/pager.ts'
import type { Finding, Probes } from '../../src/ports/probes.ts'
import type { RedisClock } from '../../src/store/clock.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createHistory } from '../../src/store/history.ts'
import { createLists } from '../../src/store/lists.ts'
import { createPosts } from '../../src/store/posts.ts'
import { createQueue } from '../../src/store/queue.ts'
import { createStore } from '../../src/store/store.ts'
import { createFakeSlack } from '../engine/fake-slack.ts'
import { createRunbooks } from '../engine/runbooks.ts'
import { arbor, groups, learnbot, travelbot } from './cast.ts'
import { channelId, personAt, type Told, told, type Where } from './person.ts'

export const minutes = 60_000
export const start = Date.parse('2026-11-20T02:14:00Z')
export type Stage = ReturnType<typeof setUp>

/** Belay's desk with everything behind it as it is, on a Redis of the file's own; Slack, PagerDuty and the services are played. */
export function stageFor(): () => Promise<Stage> {
  let redis: LocalRedis
  const connections: Connection[] = []
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.disconnect()
  })
  afterAll(() => redis?.stop())
  return async () => {
    const connection = await connect(redis.url)
    connections.push(connection)
    await connection.flushall()
    return setUp(connection)
  }
}

function setUp(redis: Connection) {
  const systems = [learnbot, travelbot, arbor]
  const slack = createFakeSlack(groups)
  const { chat } = slack
  const named = systems.flatMap(({ environments }) =>
    Object.values(environments).map(({ channel }) => channel),
  )
  const directory = {
    ...slack.directory,
    channel: async (name: string) => channelId(name),
    channelName: async (id: string) => named.find(name => channelId(name) === id),
  }
  const { clock, later } = stillClock()
  const log = pino({ level: process.env.LOG ?? 'silent' })
  const history = createHistory(redis, clock)
  const store = createStore(redis, clock, { history })
  const [queue, posts, lists] = [createQueue(redis, clock, history), createPosts(redis), createLists(redis)]
  const ledger = createLedger({ store, clock, wake() {} })
  const incidents = createIncidents({ systems, store, ledger, posts, clock })
  const onCall: OnCall[] = []
  const pager = { oncall: async () => (onCall.length > 0 ? onCall : away()) } as Partial<Pager> as Pager
  const barrier = async () => 'kept' as const
  const looks: string[] = []
  const runs = {
    ledger: createRunLedger({ store, clock, wake() {} }),
    planner: createPlanner([], systems, store),
    makers: new Map(),
  }
  const runbooks = createRunbooks(
    '# LearnBot\n\n## Restart\n\n1. Tell people\n\n## Morning Checklist\n\n1. Read the logs\n',
  )
  const checklists = createChecklists({ ...runbooks, store, posts, clock, wake() {} })
  const faces = {
    incidents,
    systems: createSystems(systems, directory),
    people: createPeople(directory),
    messages: createMessages(chat, log),
    oncall: createOnCalls(directory, pager),
    health: createHealth(probesInto(looks), { broken: String }),
    runs: createRuns({ ...runs, systems, store, clock, barrier, who: { pager, directory } }),
    reads: { of: async ({ read }: { read: string }) => ({ title: `What ${read} shows` }) },
    outputs: { of: async () => undefined },
    giving: { give: async () => ({ version: 'given', from: null }), drop: async () => undefined },
    ...runbooks,
    checklists,
    schedules: createSchedules({ store, clock, planner: runs.planner, wake() {} }),
    versions: { of: async () => [], before: async () => ({ earlier: [] }) },
    inTime: async <T>(work: Promise<T>) => work,
    silenced: { of: async () => [], firing: async () => [] },
    audit: createAudits(store, directory),
    parked: createParkedJobs({ queue, store, clock, wake() {} }),
    logs: createLogSearch({ search: async () => ({ events: [] }) }, () => clock.wall()),
    follows: createFollows({ queue, clock, wake() {} }),
    now: () => clock.now(),
  }
  const desk = createDesk({ commands, faces, log })

  const intake = createIntake({
    systems,
    store,
    ledger,
    queue,
    clock,
    barrier,
    log,
    wake() {},
    async unlisted() {},
    aside: { keep: async () => '' },
  })
  const logs = { search: async () => ({ events: [] }), last: async () => ({ lines: [] }) }
  const deps = {
    logs,
    systems,
    store,
    queue,
    posts,
    lists,
    clock,
    ledger,
    chat,
    directory,
    pager,
    intake,
    barrier,
    checklists,
  }
  const performers = createPerformers({ ...deps, runs })

  /** Slack shows what is saved: cards, and the threads below them. Nobody is paged, and no deadline passes. */
  async function show(system: string): Promise<void> {
    const { claims } = await queue.claim(system, 16, 60_000, ['cards', 'show'])
    for (const claim of claims) {
      const perform = performers[claim.job!.kind] as Performer
      await perform({ system, job: claim.job!, claim, guard() {} })
      await queue.done(system, claim)
    }
    if (claims.length > 0) await show(system)
  }

  const now = async (incident: Incident): Promise<Incident> => (await incidents.find(incident.id))!

  /** Where its card stands, and its thread. */
  async function below(incident: Incident): Promise<Required<Where>> {
    await show(incident.system)
    const card = await incidents.card(incident)
    if (!card) throw new Error(`INC-${incident.number} has no card`)
    return { channel: card.channel, thread: card.ts }
  }

  return {
    ana: personAt(desk, 'UANA'),
    ben: personAt(desk, 'UBEN'),
    chris: personAt(desk, 'UCTO'),
    opal: personAt(desk, 'UOPAL'),
    tom: personAt(desk, 'UTOM'),
    zed: personAt(desk, 'UZED'),
    faces,
    slack,
    queue,
    /** Whom PagerDuty has on call; while there is nobody, it is away. */
    onCall,
    /** What was looked at for somebody's health. */
    looks,
    redis,
    /** Redis loses all that it had. */
    loses: () => redis.flushall(),
    later,
    now,
    below,
    /** PagerDuty pages LearnBot, or another one. */
    page: (given: Partial<Declaration> = {}): Promise<Incident> =>
      incidents.declare(
        {
          system: 'learnbot',
          environment: 'production',
          severity: 'P1',
          title: 'p99 latency above 3 s',
          by: { via: 'pagerduty', name: 'PagerDuty' },
          ...given,
        },
        randomUUID(),
      ),
    /** All that is saved of a system, in the order of their numbers. */
    all: async (system = 'learnbot'): Promise<Incident[]> =>
      (await incidents.recent([system], 100)).sort((a, b) => a.number - b.number),
    /** What happened to an incident, by kind. */
    happened: async (incident: Incident): Promise<string[]> =>
      (await incidents.timeline(incident)).map(({ kind }) => kind),
    last: async (incident: Incident) => (await incidents.timeline(incident)).at(-1),
    /** The card as it stands in its channel now. Whoever keeps it has a stale one later. */
    async card(incident: Incident): Promise<Told> {
      const { channel, thread } = await below(incident)
      const posted = slack.posts.find(post => post.channel === channel && post.ts === thread)
      return told(posted!.message, { channel })
    },
    /** What stands below the card. */
    async thread(incident: Incident): Promise<string> {
      const { thread } = await below(incident)
      const lines = slack.posts.filter(post => post.thread === thread)
      return lines.map(({ message }) => told(message, {}).text).join('\n')
    },
  }
}

function away(): never {
  throw new OutsideError('PagerDuty does not answer', {
    service: 'pagerduty',
    fault: 'away',
    effect: 'none',
  })
}

/** Stands still but for `later`. Leases go by Redis's own. */
function stillClock() {
  let time = start
  const clock: RedisClock = {
    now: () => time,
    rate: () => 1,
    wall: () => Date.now(),
    redis: () => Date.now(),
    dial: () => ({ base: time, since: Date.now(), rate: 1 }),
    sync: async () => {},
    stop() {},
  }
  return { clock, later: (ms: number) => void (time += ms) }
}

/** Everything does well. */
function probesInto(looks: string[]): Probes {
  const look = (what: string, target: string): Promise<Finding> => {
    looks.push(target)
    return Promise.resolve({ state: 'fine', what, detail: '200 in 84 ms', ms: 84 })
  }
  return {
    async ready() {},
    http: url => look('/health', url),
    ecs: ({ service }) => look('ECS', service),
    lambda: ({ function: name }) => look('Lambda', name),
    workload: ({ deployment }) => look('Kubernetes', deployment),
    compose: ({ service }) => look('Docker', service),
    targets: ({ targetGroup }) => look('targets', targetGroup),
    database: ({ rds }) => look('RDS', rds),
    cache: () => look('Redis', 'cache'),
    alarms: async ({ alarms }) => [await look('alarms', alarms.join())],
    certificate: ({ domain }) => look('certificate', domain),
    record: ({ domain }) => look('Route 53', domain),
    handshake: ({ domain }) => look('TLS', domain),
  }
}
