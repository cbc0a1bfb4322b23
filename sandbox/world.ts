import type { Logger } from 'pino'
import type { App } from '../src/app.ts'
import { createApp } from '../src/app.ts'
import type { Config } from '../src/config/environment.ts'
import { clocks } from '../src/domain/clocks.ts'
import type { System } from '../src/domain/system.ts'
import type { Store } from '../src/ports/store.ts'
import { createSharedClock, type SharedClock } from '../src/store/shared-clock.ts'
import { createStore } from '../src/store/store.ts'
import { inOrder, pagerdutySeed, people, slackSeed } from './cast.ts'
import { createOutside } from './outside.ts'
import { createPagerDuty } from './pagerduty/pagerduty.ts'
import { type LocalRedis, startRedis } from './redis.ts'
import type { Panel } from './slack/page/panel.ts'
import { createSlack } from './slack/slack.ts'
import { variables } from './variables.ts'

export interface WorldOptions {
  systems: System[]
  log: Logger
  redis?: { kind?: 'redis-server' | 'embedded' }
  /** A Redis that is there already, in place of one of its own. */
  redisAt?: LocalRedis
  /** What time it is outside, in milliseconds since the epoch; without it that of the Belay which was started last. */
  now?(): number
  /** Where the simulated Slack, and its page, listens; any free port without it. */
  slackPort?: number
  /** What the page shows beside the workspace. */
  panel?: Panel
  /** Belay connects to Slack as an app in Socket Mode does. */
  socketMode?: boolean
  /** How many times as fast as the real Slack allows the simulated one takes messages: 1 without it. */
  pace?: number
  /** The folder that the runbooks of the systems lie in. */
  folder?: string
  /** How the text of a runbook is read. */
  readRunbook?: Parameters<typeof createApp>[0]['readRunbook']
}

const webhookToken = 'sandbox'
const secrets = { botToken: 'xoxb-sandbox', signingSecret: 'sandbox' }

/** Everything Belay talks to, simulated over HTTP on this machine, and Belay itself in the midst of it. */
export async function createWorld(options: WorldOptions) {
  const { log, slackPort = 0, panel, socketMode = false, pace = 1 } = options
  const systems = inOrder(options.systems)
  const redis = options.redisAt ?? (await startRedis(options.redis))
  const apps: App[] = []
  let clock: SharedClock | undefined
  let lookout: { store: Store } | undefined
  const now = options.now ?? (() => clock?.now() ?? Date.now())

  const seed = slackSeed(systems)
  const slackSecrets = { ...secrets, ...(socketMode && { appToken: 'xapp-sandbox' }) }
  const slack = createSlack({ seed, app: slackSecrets, shownNow: now, ...(panel && { panel }) })
  const page = (await slack.start(slackPort)).replace('127.0.0.1', 'localhost')
  let at: () => number | undefined = () => undefined
  const webhook = {
    get url() {
      const port = at()
      return port === undefined ? '' : `http://127.0.0.1:${port}/webhooks/pagerduty`
    },
    secret: 'sandbox',
  }
  const pagerduty = createPagerDuty({ now, webhook })
  pagerduty.seed(pagerdutySeed(systems, seed))
  const outside = await createOutside({ systems, now, redisUrl: redis.url })

  const config: Config = {
    slack: { ...slackSecrets, apiUrl: slack.apiUrl() },
    redisUrl: redis.url,
    pagerduty: {
      apiToken: 'sandbox',
      webhookSecrets: [webhook.secret],
      from: seed.people[0]!.email!,
      apiUrl: await pagerduty.start(),
    },
    github: { token: 'sandbox', apiUrl: outside.github.url },
    webhookToken,
    systems: options.folder ?? 'systems',
    port: 0,
    logLevel: 'info',
  }

  /** Starts a Belay process; Slack and PagerDuty call the one that was started last. */
  async function belay(): Promise<App> {
    const app = await createApp({
      systems,
      log,
      config,
      host: '127.0.0.1',
      clock: async connection => {
        clock = await createSharedClock(connection)
        lookout = { store: createStore(connection, clock) }
        return clock
      },
      lanes: own => ({
        ...own,
        take: (lane, everyMs, ...rest) => own.take(lane, everyMs / pace, ...rest),
      }),
      ...(options.redisAt ? {} : { barrier: async () => 'kept' as const }),
      secrets: variables(systems),
      ...(options.readRunbook && { readRunbook: options.readRunbook }),
      rewrite: outside.rewrite,
      lookup: outside.names.lookup,
      ca: outside.handshakes.ca,
      aws: { endpoint: outside.aws.url, credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } },
    })
    const { port } = await app.start()
    apps.push(app)
    reach(port)
    return app
  }

  /** Where Belay is: Slack and PagerDuty call this port of this machine from now on, or one that is said each time. */
  function reach(port: number | (() => number)): void {
    at = typeof port === 'number' ? () => port : port
    slack.connect(() => `http://127.0.0.1:${at()}/slack/events`)
  }

  async function sleep(): Promise<void> {
    for (const app of apps.splice(0)) await app.stop()
  }

  /** When the next timer of any open incident is due; undefined when none is. */
  async function nextDeadline(): Promise<number | undefined> {
    if (!lookout) return undefined
    const { store } = lookout
    const ids = await Promise.all(
      systems.map(async ({ system }) => store.incidents(system, await store.open(system))),
    )
    const due = ids.flat().flatMap(incident => Object.values(clocks(incident)))
    return due.length > 0 ? Math.min(...due) : undefined
  }

  return {
    nextDeadline,
    /** Where the workspace can be seen in a browser. */
    page,
    people,
    slack,
    pagerduty,
    ...outside,
    redis,
    config,
    belay,
    reach,
    clock: (): SharedClock => {
      if (!clock) throw new Error('There is no clock before Belay was started.')
      return clock
    },
    /** Where PagerDuty's webhooks go. */
    webhookUrl: (): string => webhook.url,
    /** What Alertmanager shows Belay. */
    webhookToken,
    /** Stops every process; what happens outside meanwhile is theirs to find out. */
    sleep,
    /** The PagerDuty id of one of the people. */
    pagerdutyUser: (name: keyof typeof people): string => `P0${name.toUpperCase()}`,
    /** Stops every process and starts one. */
    async restart(): Promise<void> {
      await sleep()
      await belay()
    },
    async stop(): Promise<void> {
      await sleep()
      await Promise.all([slack.stop(), pagerduty.stop(), outside.close()])
      await redis.stop()
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
