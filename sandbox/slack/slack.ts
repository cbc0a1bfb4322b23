import { click, select } from './acts/click.ts'
import { cancel, submit } from './acts/form.ts'
import { say } from './acts/say.ts'
import { shortcut } from './acts/shortcut.ts'
import { slash } from './acts/slash.ts'
import type { Deliver } from './delivery/delivery.ts'
import { createEvents, slackRetriesMs } from './delivery/events.ts'
import { createHttpDelivery } from './delivery/http.ts'
import { createSocketMode } from './delivery/socket-mode.ts'
import { createEndpoint, type Received } from './endpoint.ts'
import { createFaults } from './faults.ts'
import { createPageHandle } from './page/handle.ts'
import { handsOf } from './page/hands.ts'
import type { Panel } from './page/panel.ts'
import { pageFiles } from './page/static.ts'
import { createStream } from './page/stream.ts'
import { createReading } from './reading/seen.ts'
import { createResponseUrls, responseHandle } from './response-urls.ts'
import type { Seed } from './seed.ts'
import { createServer } from './server.ts'
import { createTriggers } from './triggers.ts'
import { createWebApi } from './web-api.ts'
import { createWorkspace } from './workspace.ts'

export interface SlackOptions {
  seed: Seed
  app: {
    /** Where the app takes Slack's requests, such as `http://127.0.0.1:3000/slack/events`; may be told later. */
    url?: string
    signingSecret: string
    botToken: string
    /** Set: it may connect with Socket Mode, and while it is connected, nothing goes to `url`. */
    appToken?: string
  }
  /** Real milliseconds since the epoch. */
  now?(): number
  /** What clocks show, where that is another time: Slack's time stamps are real all the same. */
  shownNow?(): number
  /** Real milliseconds that the app has to answer: 3000 when absent. */
  ackMs?: number
  /** After how many real milliseconds an event is sent again, and again: Slack's own when absent. */
  retriesMs?: number[]
  /** The zone in which tests read times: UTC when absent. */
  timeZone?: string
  /** What the page shows beside the workspace. */
  panel?: Panel
}

/** A Slack workspace in memory: its Web API over HTTP, its people, and what they see. */
export function createSlack(options: SlackOptions) {
  const { seed, app, now = Date.now, ackMs = 3_000, retriesMs = slackRetriesMs } = options
  let appUrl = () => app.url
  const workspace = createWorkspace(seed, now, options.shownNow)
  const faults = createFaults()
  const calls: Received[] = []
  const triggers = createTriggers(now)
  const serve = createEndpoint(faults, calls, now)
  const address = () => server.address()
  const urls = createResponseUrls(workspace, address)

  const socketMode = createSocketMode({ appId: seed.bot.appId, limitMs: ackMs })
  const http = createHttpDelivery({
    url: () => appUrl(),
    signingSecret: app.signingSecret,
    limitMs: ackMs,
    now,
  })
  const deliver: Deliver = delivery =>
    socketMode.isConnected() ? socketMode.deliver(delivery) : http(delivery)
  const events = createEvents(workspace, deliver, retriesMs)
  const acting = { workspace, triggers, urls, deliver, events }

  const webApi = createWebApi({
    workspace,
    tokens: { bot: app.botToken, app: app.appToken },
    triggers,
    serve,
    address,
    ticket: socketMode.ticket,
  })
  const stream = createStream(workspace, options.panel)
  const page = createPageHandle({ workspace, panel: options.panel, stream, hands: handsOf(acting) })
  const server = createServer([webApi, responseHandle(urls, serve), page, pageFiles], socketMode.upgrade)

  return {
    /** Listens on this computer only; answers its own address. */
    start: (port = 0): Promise<string> => server.listen(port),
    async stop(): Promise<void> {
      events.stop()
      stream.stop()
      socketMode.hangUp()
      await events.settled()
      await server.close()
    },
    /** For SLACK_API_URL. */
    apiUrl: (): string => `${address()}/api/`,
    /** Tells where the app is, or how to find out each time. */
    connect(url: string | (() => string)): void {
      appUrl = typeof url === 'string' ? () => url : url
    },

    workspace,
    slash: slash(acting),
    say: say(acting),
    click: click(acting),
    select: select(acting),
    submit: submit(acting),
    cancel: cancel(acting),
    shortcut: shortcut(acting),
    /** Resolves when no event is on its way to the app. */
    settled: events.settled,
    socketMode: {
      isConnected: socketMode.isConnected,
      refresh: socketMode.refresh,
      hangUp: socketMode.hangUp,
    },

    ...createReading(workspace, options.timeZone ?? 'UTC'),

    /** Every call received, in order. */
    calls: calls as readonly Received[],
    fail: faults.fail,
    heal: faults.heal,
  }
}
export type Slack = ReturnType<typeof createSlack>
