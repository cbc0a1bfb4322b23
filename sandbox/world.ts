import type { Logger } from 'pino'
import type { App } from '../src/app.ts'
import { createApp } from '../src/app.ts'
import type { System } from '../src/domain/system.ts'
import { createSharedClock, type SharedClock } from '../src/store/shared-clock.ts'
import { pagerdutySeed, people, slackSeed } from './cast.ts'
import { createEcs } from './ecs/ecs.ts'
import { createEndpoints } from './endpoints/endpoints.ts'
import { createPagerDuty } from './pagerduty/pagerduty.ts'
import { startRedis } from './redis.ts'
import { createSlack } from './slack/slack.ts'

export interface WorldOptions {
  systems: System[]
  log: Logger
  redis?: { kind?: 'redis-server' | 'embedded' }
  /** Where the simulated Slack, and its page, listens; any free port without it. */
  slackPort?: number
  /** Connects as an app in Socket Mode does. */
  socketMode?: boolean
}

const secrets = { botToken: 'xoxb-sandbox', signingSecret: 'sandbox', pagerduty: 'sandbox' }

/** Everything Belay talks to, simulated over HTTP on this machine, and Belay itself in the midst of it. */
export async function createWorld({
  systems,
  log,
  redis: options = {},
  socketMode = false,
  slackPort = 0,
}: WorldOptions) {
  const redis = await startRedis(options)
  const apps: App[] = []
  let clock: SharedClock | undefined
  const now = () => clock?.now() ?? Date.now()

  const seed = slackSeed(systems)
  const appToken = socketMode ? { appToken: 'xapp-sandbox' } : {}
  const slack = createSlack({
    seed,
    app: { botToken: secrets.botToken, signingSecret: secrets.signingSecret, ...appToken },
  })
  await slack.start(slackPort)
  const webhook = { url: '', secret: secrets.pagerduty }
  const pagerduty = createPagerDuty({ now, webhook })
  pagerduty.seed(pagerdutySeed(systems, seed))
  const endpoints = await createEndpoints()
  const ecs = await createEcs({ services: services(systems) })
  const pagerdutyUrl = await pagerduty.start()

  return {
    people,
    slack,
    pagerduty,
    endpoints,
    ecs,
    redis,
    clock: (): SharedClock => clock!,
    /** Starts a Belay process; Slack and PagerDuty call the one that was started last. */
    async belay(): Promise<App> {
      const app = await createApp({
        systems,
        log,
        host: '127.0.0.1',
        config: {
          slack: { ...secrets, ...appToken, apiUrl: slack.apiUrl() },
          redisUrl: redis.url,
          pagerduty: {
            apiToken: 'sandbox',
            webhookSecrets: [secrets.pagerduty],
            from: seed.people[0]!.email!,
            apiUrl: pagerdutyUrl,
          },
          github: {},
          systems: '',
          port: 0,
          logLevel: 'info',
        },
        clock: async connection => {
          clock = await createSharedClock(connection)
          return clock
        },
        rewrite: endpoints.rewrite,
        ecs: { endpoint: ecs.url, credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } },
      })
      const { port } = await app.start()
      apps.push(app)
      slack.connect(`http://127.0.0.1:${port}/slack/events`)
      webhook.url = `http://127.0.0.1:${port}/webhooks/pagerduty`
      return app
    },
    async stop(): Promise<void> {
      for (const app of apps) await app.stop()
      await Promise.all([slack.stop(), pagerduty.stop(), endpoints.close(), ecs.close()])
      await redis.stop()
    },
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>

/** Every ECS service that the systems name, running as many tasks as it should. */
function services(systems: System[]) {
  const settings = systems.flatMap(({ environments }) => Object.values(environments))
  return settings
    .flatMap(({ services }) => Object.values(services))
    .flatMap(({ ecs, scale }) =>
      ecs ? [{ ...ecs, desired: scale?.min ?? 1, running: scale?.min ?? 1 }] : [],
    )
}
