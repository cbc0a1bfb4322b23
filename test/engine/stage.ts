import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Page, PageEvent } from '../../src/domain/page.ts'
import type { System } from '../../src/domain/system.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import { createChecklists } from '../../src/engine/checklists/checklists.ts'
import { createDeadlines } from '../../src/engine/deadlines.ts'
import { createInbox } from '../../src/engine/inbox.ts'
import { createIncidents } from '../../src/engine/incidents.ts'
import { createIntake } from '../../src/engine/intake.ts'
import { createLedger } from '../../src/engine/ledger.ts'
import { createPerformers } from '../../src/engine/performers.ts'
import { createRunLedger } from '../../src/engine/runs/ledger.ts'
import type { RunsAre } from '../../src/engine/runs/performers.ts'
import { createPlanner } from '../../src/engine/runs/planner.ts'
import { createTroubles } from '../../src/engine/troubles.ts'
import { createWorker, type Worker } from '../../src/engine/worker.ts'
import type { Barrier } from '../../src/ports/barrier.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { createAside } from '../../src/store/aside.ts'
import { createBarrier } from '../../src/store/barrier.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createHistory } from '../../src/store/history.ts'
import { createLists } from '../../src/store/lists.ts'
import { createPosts } from '../../src/store/posts.ts'
import { createQueue } from '../../src/store/queue.ts'
import { createSharedClock, type SharedClock } from '../../src/store/shared-clock.ts'
import { createStore } from '../../src/store/store.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createRunbooks } from './runbooks.ts'

export { eventually } from '../eventually.ts'

export const ana = { id: 'UANA', name: 'Ana', email: 'ana@learnbot.example.com' }
export const ben = { id: 'UBEN', name: 'Ben', email: 'ben@learnbot.example.com' }
export const cara = { id: 'UCARA', name: 'Cara', email: 'cto@learnbot.example.com' }

export const minutes = 60_000
/** Longer than what Belay has sent may be under way. */
const windowMs = 25_000

export interface Stage extends ReturnType<typeof setUp> {
  clock: SharedClock
  /** From now on it is past the last moment at which what was sent before could still arrive. Leases end by Redis's own time. */
  windowCloses(): void
  /** Before the others: nobody works on it any longer, or looks at its clock. */
  end(): Promise<void>
}

/**
 * A whole engine on a real Redis with a clock of its own, Slack in memory, and as many processes as a story wants. Stories
 * that move no clock may go on side by side, and end after all of them.
 */
export function stageFor(
  pager?: Pager,
  start: () => Promise<Pick<LocalRedis, 'url' | 'stop'>> = startRedis,
  ends: typeof afterEach | typeof afterAll = afterEach,
): () => Promise<Stage> {
  let redis: Pick<LocalRedis, 'url' | 'stop'>
  const open: Stage[] = []
  beforeAll(async () => {
    redis = await start()
  })
  afterAll(() => redis?.stop())
  ends(async () => {
    await Promise.all(open.splice(0).map(({ end }) => end()))
  })
  return async () => {
    const connection = await connect(redis.url)
    const clock = await createSharedClock(connection)
    const made = setUp(redis.url, connection, clock, pager)
    const end = async () => {
      await made.stop()
      clock.stop()
      connection.disconnect()
    }
    const { wall } = clock
    const windowCloses = () => {
      clock.wall = () => wall() + windowMs
    }
    const stage = Object.assign(made, { clock, windowCloses, end })
    open.push(stage)
    return stage
  }
}

function setUp(url: string, redis: Connection, clock: SharedClock, pager: Pager | undefined) {
  const system = aSystem()
  const log = pino({ level: process.env.LOG ?? 'silent' })
  const slack = createFakeSlack({ '@oncall': [ana], '@leads': [ben], '@nobody': [], cto: [cara] })
  const { chat, directory } = slack
  const history = createHistory(redis, clock)
  const store = createStore(redis, clock, { history })
  const [queue, posts] = [createQueue(redis, clock, history), createPosts(redis)]
  const { barrier } = createBarrier(redis, history)
  const aside = createAside(redis, barrier)
  const workers: Worker[] = []
  const systems = [system]
  const wake = (name: string) => {
    for (const worker of workers) worker.wake(name)
  }
  const ledger = createLedger({ store, clock, wake })
  const troubles = createTroubles({ systems, store, ledger, queue, directory, clock, log })
  const pageId = `P${randomUUID()}`
  const unlisted: string[] = []
  const intake = createIntake({
    systems,
    store,
    ledger,
    queue,
    clock,
    aside,
    barrier,
    log,
    wake,
    async unlisted(service) {
      unlisted.push(service)
      await troubles.unlisted(service)
    },
  })
  const lists = createLists(redis)
  const logs = { search: async () => ({ events: [] }), last: async () => ({ lines: [] }) }
  const text = '# LearnBot\n\n## Morning Checklist\n\n1. Read the logs\n2. Look at the alarms\n'
  const checklists = createChecklists({ ...createRunbooks(text, clock.wall), store, posts, clock, wake })
  const deps = {
    logs,
    systems,
    store,
    queue,
    posts,
    lists,
    clock,
    ledger,
    directory,
    pager,
    intake,
    barrier,
    checklists,
  }
  /** A story that changes something puts what it can do in here before anybody works. */
  const can: { runs: RunsAre; barrier: Barrier } = {
    barrier,
    runs: {
      ledger: createRunLedger({ store, clock, wake }),
      planner: createPlanner([], systems, store),
      makers: new Map(),
    },
  }
  const incidents = createIncidents({ systems, store, ledger, posts, clock })

  /** Starts another process that works; `chat` lets a story put something in its way. */
  function work(through = chat, leaseMs = 4_000): Worker {
    const performers = createPerformers({ ...deps, ...can, chat: through })
    const deadlines = createDeadlines({ ...working, ledger, leaseMs })
    return begin(asOne([createWorker({ ...working, performers, leaseMs }), deadlines]))
  }
  const working = { queue, systems: [system.system], log, trouble: troubles.stuck, count() {} }
  function begin(worker: Worker): Worker {
    workers.push(worker)
    worker.start()
    return worker
  }

  /** A process of its own that a story can kill: it stops in the middle of whatever it is doing. */
  async function doomed(
    through = chat,
    leaseMs = 2_600,
    meddle: (own: Connection) => void = () => {},
  ): Promise<{ kill(): void }> {
    const own = await connect(url)
    meddle(own)
    const mine = { store: createStore(own, clock), queue: createQueue(own, clock), posts: createPosts(own) }
    const writes = createLedger({ store: mine.store, clock, wake() {} })
    const runs = { ...can.runs, ledger: createRunLedger({ store: mine.store, clock, wake() {} }) }
    const its = { ...working, queue: mine.queue, leaseMs }
    const performers = createPerformers({ ...deps, ...can, ...mine, runs, ledger: writes, chat: through })
    const worker = asOne([createWorker({ ...its, performers }), createDeadlines({ ...its, ledger: writes })])
    worker.start()
    return {
      kill() {
        own.disconnect()
        void worker.stop(0)
      },
    }
  }

  return {
    can,
    wake,
    redis,
    history,
    system,
    doomed,
    pageId,
    slack,
    store,
    queue,
    posts,
    lists,
    ledger,
    checklists,
    clock,
    aside,
    intake,
    incidents,
    unlisted,
    work,
    /** Has one more process take in what was received. */
    takeIn: (through = intake, leaseMs = 4_000) =>
      begin(createInbox({ ...working, intake: through, leaseMs })),
    stop: async () => {
      await Promise.all(workers.map(worker => worker.stop()))
    },
    /** The only incident there is. */
    async incident(): Promise<Incident> {
      const [only, ...others] = await incidents.recent([system.system], 10)
      if (!only || others.length > 0) throw new Error(`there are ${only ? others.length + 1 : 0} incidents`)
      return only
    },
    /** PagerDuty's page, and an event about it. */
    tells(
      type: PageEvent['type'],
      more: Partial<PageEvent> & { page?: Page } = {},
    ): Promise<'taken' | 'unlisted'> {
      const page = more.page ?? aPage(clock.now(), { id: pageId, status: statusOf(type) })
      return intake.page({
        id: randomUUID(),
        type,
        at: clock.now(),
        by: { via: 'pagerduty', id: 'PANA', name: 'Ana' },
        pageId: page.id,
        page,
        ...more,
      })
    },
  }
}

/** The workers of one process. */
const asOne = (all: Worker[]): Worker => ({
  wake(system) {
    for (const one of all) one.wake(system)
  },
  start() {
    for (const one of all) one.start()
  },
  async stop(limitMs) {
    await Promise.all(all.map(one => one.stop(limitMs)))
  },
})

const statusOf = (type: PageEvent['type']): Page['status'] =>
  type === 'acknowledged' || type === 'resolved' ? type : 'triggered'

export const aPage = (at: number, more: Partial<Page> = {}): Page => ({
  id: 'PPAGE1',
  url: 'https://acme.pagerduty.com/incidents/PPAGE1',
  title: 'p99 latency above 3 s',
  service: 'PLEARN1',
  status: 'triggered',
  urgency: 'high',
  priority: 'P1',
  createdAt: at,
  changedAt: at,
  assignees: [],
  ...more,
})

function aSystem(): System {
  return SystemFile.parse({
    system: `s-${randomUUID()}`,
    title: 'LearnBot',
    people: { responders: ['@oncall'], operators: ['@oncall'], approvers: ['@leads', '@oncall'] },
    severities: {
      P1: { acknowledge: '15m', update: '30m', postmortem: '48h', page: true },
      P2: { acknowledge: '1h' },
    },
    escalation: [
      { notify: ['@oncall'] },
      { notify: ['@leads'], wait: '30m' },
      { notify: ['cto@learnbot.example.com'], wait: '1h', only: ['P1'] },
    ],
    pagerduty: {
      services: ['PLEARN1'],
      severity: { priority: { P1: 'P1' }, urgency: { high: 'P2', low: 'P2' } },
    },
    environments: {
      production: {
        channel: '#alerts',
        approvals: { required: 1, expire: '15m', breakGlass: true },
        services: { 'api-gateway': {} },
      },
    },
  })
}
