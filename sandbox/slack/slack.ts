import { createEndpoint, type Received } from './endpoint.ts'
import { createFaults } from './faults.ts'
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
    /** Set: it may connect with Socket Mode. */
    appToken?: string
  }
  /** Real milliseconds since the epoch. */
  now?(): number
}

/** A Slack workspace in memory: its Web API over HTTP, its people, and what they see. */
export function createSlack({ seed, app, now = Date.now }: SlackOptions) {
  const workspace = createWorkspace(seed, now)
  const faults = createFaults()
  const calls: Received[] = []
  const triggers = createTriggers(now)
  const serve = createEndpoint(faults, calls, now)
  const webApi = createWebApi({
    workspace,
    tokens: { bot: app.botToken, app: app.appToken },
    triggers,
    serve,
    address: () => server.address(),
    ticket: () => '',
  })
  const server = createServer([webApi], (_, socket) => socket.destroy())

  return {
    /** Listens on this computer only; answers its own address. `apiUrl()` is for SLACK_API_URL. */
    start: (port = 0): Promise<string> => server.listen(port),
    stop: (): Promise<void> => server.close(),
    apiUrl: (): string => `${server.address()}/api/`,

    workspace,
    /** Every call received, in order. */
    calls: calls as readonly Received[],
    fail: faults.fail,
    heal: faults.heal,
  }
}
export type Slack = ReturnType<typeof createSlack>
