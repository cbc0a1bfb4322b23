import type { App } from '../src/app.ts'
import type { Config } from '../src/config/environment.ts'
import { inOrder, pagerdutySeed, people, slackSeed } from './cast.ts'
import { createOutside } from './outside.ts'
import { createPagerDuty } from './pagerduty/pagerduty.ts'
import { createProcesses, type ProcessesOptions } from './processes.ts'
import { startRedis } from './redis.ts'
import type { Panel } from './slack/page/panel.ts'
import { createSlack } from './slack/slack.ts'

export interface WorldOptions extends ProcessesOptions {
  redis?: { kind?: 'redis-server' | 'embedded' }
  /** What time it is outside, in milliseconds since the epoch; without it that of the Belay which was started last. */
  now?(): number
  /** Where the simulated Slack, and its page, listens; any free port without it. */
  slackPort?: number
  /** What the page shows beside the workspace. */
  panel?: Panel
  /** Belay connects to Slack as an app in Socket Mode does. */
  socketMode?: boolean
  /** The time zone of everybody in the workspace: UTC without it. */
  zone?: string
  /** The folder that the runbooks of the systems lie in. */
  folder?: string
}

const webhookToken = 'sandbox'
const secrets = { botToken: 'xoxb-sandbox', signingSecret: 'sandbox' }

/** Everything Belay talks to, simulated over HTTP on this machine, and Belay itself in the midst of it. */
export async function createWorld(options: WorldOptions) {
  const { slackPort = 0, panel, socketMode = false } = options
  const systems = inOrder(options.systems)
  const redis = options.redisAt ?? (await startRedis(options.redis))
  const processes = createProcesses({ ...options, systems })
  const now = options.now ?? processes.now

  const seed = slackSeed(systems, options.zone)
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
    const { app, port } = await processes.start(config, outside)
    reach(port)
    return app
  }

  /** Where Belay is: Slack and PagerDuty call this port of this machine from now on, or one that is said each time. */
  function reach(port: number | (() => number)): void {
    at = typeof port === 'number' ? () => port : port
    slack.connect(() => `http://127.0.0.1:${at()}/slack/events`)
  }

  return {
    nextDeadline: processes.nextDeadline,
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
    clock: processes.clock,
    /** Where PagerDuty's webhooks go. */
    webhookUrl: (): string => webhook.url,
    /** What Alertmanager shows Belay. */
    webhookToken,
    /** Stops every process; what happens outside meanwhile is theirs to find out. */
    sleep: processes.stop,
    /** The PagerDuty id of one of the people. */
    pagerdutyUser: (name: keyof typeof people): string => `P0${name.toUpperCase()}`,
    /** Stops every process and starts one. */
    async restart(): Promise<void> {
      await processes.stop()
      await belay()
    },
    async stop(): Promise<void> {
      await processes.stop()
      await Promise.all([slack.stop(), pagerduty.stop(), outside.close()])
      await redis.stop()
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
