import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { commands } from '../commands/index.ts'
import { createChanges } from './app/changes.ts'
import type { Config } from './config/environment.ts'
import { pagerdutyServices } from './domain/routing.ts'
import type { System } from './domain/system.ts'
import { createAudits } from './engine/audits.ts'
import { createDesk } from './engine/dispatch.ts'
import { createIncidents } from './engine/incidents.ts'
import { createIntake } from './engine/intake.ts'
import { createLedger } from './engine/ledger.ts'
import { createOnCalls } from './engine/oncall.ts'
import { createPeople } from './engine/people.ts'
import { createPerformers } from './engine/performers.ts'
import { pagerFindings } from './engine/preflight.ts'
import { createSystems } from './engine/systems.ts'
import { createTroubles } from './engine/troubles.ts'
import { createWorker } from './engine/worker.ts'
import { createHealth } from './operations/health.ts'
import { createLogSearch } from './operations/logs.ts'
import type { Barrier } from './ports/barrier.ts'
import { type AwsOptions, createAwsClients } from './providers/aws/clients.ts'
import { createLogs } from './providers/aws/logs.ts'
import { createPager } from './providers/pagerduty/pager.ts'
import { createProbes } from './providers/probes.ts'
import { createSlackApp } from './slack/app.ts'
import { createChat } from './slack/chat.ts'
import { createDirectory } from './slack/directory.ts'
import { preflight } from './slack/preflight.ts'
import { createWebClient } from './slack/web-client.ts'
import { countedDesk, countedRoute } from './status/counted.ts'
import { startHeartbeat } from './status/heartbeat.ts'
import { createMetrics } from './status/metrics.ts'
import { statusRoutes } from './status/routes.ts'
import { createWellness } from './status/wellness.ts'
import { createBarrier } from './store/barrier.ts'
import { createRedisClock, type RedisClock } from './store/clock.ts'
import { type Connection, connect } from './store/connect.ts'
import { createHistory } from './store/history.ts'
import { createLanes } from './store/lanes.ts'
import { createLists } from './store/lists.ts'
import { finding } from './store/means.ts'
import { createPosts } from './store/posts.ts'
import { createQueue } from './store/queue.ts'
import { createStore } from './store/store.ts'
import { pagerdutyWebhook } from './webhooks/pagerduty.ts'

/** How long one call to Slack or PagerDuty may take, in milliseconds: less than a worker's lease. */
const callMs = 2_500

export interface AppOptions {
  config: Config
  systems: System[]
  log: Logger
  /** Where to listen; every address without it. */
  host?: string
  /** The clock, where it is not simply Redis's. */
  clock?: (redis: Connection) => Promise<RedisClock>
  /** How AWS is reached, where its SDK's own settings do not say it. */
  aws?: AwsOptions
  /** Where Redis ends together with all it could forget, as a sandbox's does, nothing has to be waited for. */
  barrier?: Barrier
  /** Where else than at its own address something is looked at. */
  rewrite?: (address: string) => string
}

/** Wires everything to everything: the only place that does. */
export async function createApp(options: AppOptions) {
  const { config, systems, log, host, clock: makeClock = createRedisClock, rewrite } = options
  const aws = createAwsClients(options.aws)
  const names = systems.map(({ system }) => system)
  const redis = await connect(config.redisUrl, { onError: err => log.warn({ err }, 'Redis') })
  const clock = await makeClock(redis)
  const history = createHistory(redis, clock, lost => log.error(lost, 'Redis has lost what it had saved'))
  const { barrier: ownBarrier, means } = createBarrier(redis, history)
  const barrier = options.barrier ?? ownBarrier
  const onUnreadable = (why: string) => log.warn({ why }, 'an incident is left out of the lists')
  const store = createStore(redis, clock, { history, onUnreadable })
  const queue = createQueue(redis, clock, history)
  const posts = createPosts(redis)
  const metrics = createMetrics(queue, names, log)

  const { botToken, appToken, signingSecret = '' } = config.slack
  const slack = { token: botToken, apiUrl: config.slack.apiUrl, timeoutMs: callMs, log }
  const client = createWebClient(slack)
  const chat = createChat({ ...slack, lanes: createLanes(redis) })
  const directory = createDirectory({ client, now: () => clock.wall(), log })
  const { apiToken, apiUrl, from } = config.pagerduty
  const pager =
    apiToken && from
      ? createPager({
          token: apiToken,
          from,
          timeoutMs: callMs,
          now: () => clock.wall(),
          ...(apiUrl && { url: apiUrl }),
        })
      : undefined

  const ledger = createLedger({ store, clock, wake: system => worker.wake(system) })
  const troubles = createTroubles({ systems, ledger, chat, directory, clock, log })
  const count = (door: string, result: string) => metrics.requests.inc({ door, result })
  const unlisted = (service: string) => {
    count('pagerduty', 'unlisted')
    troubles.unlisted(service)
  }
  const intake = createIntake({ systems, store, ledger, queue, clock, barrier, log, unlisted })
  const wellness = createWellness({
    systems: names,
    ping: () => redis.ping(),
    knowsItself: () => server.knowsItself(),
    now: () => clock.wall(),
  })
  const broken = (err: unknown) => {
    const id = randomUUID().slice(0, 8)
    log.error({ err, error: id }, 'a look at a service failed')
    return id
  }
  const health = createHealth(createProbes({ aws, ...(rewrite && { rewrite }) }), { broken })
  const changes = createChanges({
    ...{ systems, store, clock, health, aws },
    github: githubOf(config.github),
    wake: system => worker.wake(system),
  })
  const worker = createWorker({
    queue: wellness.watched(queue),
    systems: names,
    performers: createPerformers({
      systems,
      store,
      queue,
      posts,
      lists: createLists(redis),
      clock,
      ledger,
      chat,
      directory,
      pager,
      intake,
      barrier,
      runs: changes.performing,
    }),
    log,
    parked: troubles.parked,
    count(result, kind, lateMs) {
      metrics.jobs.inc({ kind, result })
      metrics.lateness.observe({ kind }, lateMs / 1000)
    },
  })

  const desk = createDesk({
    commands,
    log,
    faces: {
      incidents: createIncidents({ systems, store, ledger, posts, clock }),
      systems: createSystems(systems, directory),
      people: createPeople(directory),
      oncall: createOnCalls(directory, pager),
      health,
      runs: changes.runs,
      versions: changes.versions,
      audit: createAudits(store, directory),
      // The log's own times are the wall's.
      logs: createLogSearch(createLogs(aws), () => clock.wall()),
      now: () => clock.now(),
    },
    onDone: ({ command, outcome }) => metrics.commands.inc({ command, result: outcome }),
  })
  const webhook = pagerdutyWebhook({
    secrets: config.pagerduty.webhookSecrets,
    intake,
    now: () => clock.wall(),
    refused: why => count('pagerduty', why),
    log,
  })
  const server = createSlackApp({
    ...slack,
    ...(appToken ? { appToken } : { signingSecret }),
    ...(host && { host }),
    port: config.port,
    desk: countedDesk(desk, () => count('slack', 'taken')),
    chat,
    routes: [
      countedRoute(webhook, () => count('pagerduty', 'taken')),
      ...statusRoutes(metrics, wellness.check),
    ],
    now: () => clock.wall(),
    onCounted: what => count('slack', what),
  })
  let stopHeartbeat = () => {}
  let stopWatch = () => {}

  /** What is missing outside is said once at the start; Belay goes on with what works. */
  async function look(): Promise<void> {
    const looks = [
      means().then(known => finding(known) ?? []),
      preflight({ client, directory, systems }),
      pager ? pagerFindings(systems, pager) : [],
    ]
    for (const finding of (await Promise.all(looks)).flat()) log.warn({ finding }, 'preflight')
  }

  return {
    clock,
    async start(): Promise<{ port: number }> {
      for (const system of systems) {
        if (!pager || pagerdutyServices(system).length === 0) continue
        await queue.order(system.system, [{ job: { kind: 'reconcile' }, due: clock.now(), when: 'earlier' }])
      }
      const { durability } = await means()
      stopWatch = history.watch()
      worker.start()
      const listening = await server.start()
      if (config.heartbeatUrl) stopHeartbeat = startHeartbeat(config.heartbeatUrl, wellness.check, log)
      log.info(
        { port: listening.port, systems: names, pagerduty: pager !== undefined, durability },
        'Belay is up',
      )
      void look().catch(err => log.warn({ err }, 'the preflight could not be finished'))
      return listening
    },
    /** Takes nothing more in, finishes what is in hand or leaves it to others, and lets go of Redis. */
    async stop(): Promise<void> {
      stopHeartbeat()
      stopWatch()
      await server.stop()
      await worker.stop()
      clock.stop()
      redis.disconnect()
      log.info('Belay is down')
    },
  }
}
export type App = Awaited<ReturnType<typeof createApp>>

const githubOf = ({ token, apiUrl }: Config['github']) =>
  token === undefined ? undefined : { token, ...(apiUrl !== undefined && { url: apiUrl }) }
