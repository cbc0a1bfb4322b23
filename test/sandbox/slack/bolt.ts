import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { createSlack } from '../../../sandbox/slack/slack.ts'
import { team } from './team.ts'

const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** A real Bolt app in the simulated workspace; `listen` says what it answers to. */
export async function workspaceWithBolt(how: 'http' | 'socket', listen: (app: App) => void) {
  const slack = createSlack({
    seed: team(),
    app: { signingSecret: 'shh', botToken: 'xoxb-1', appToken: 'xapp-1' },
    ackMs: 250,
    retriesMs: [0, 0, 0],
  })
  await slack.start()
  const clientOptions = { slackApiUrl: slack.apiUrl() }
  const receiver =
    how === 'http'
      ? new HTTPReceiver({ signingSecret: 'shh', endpoints: '/slack/events', logger: quiet })
      : new SocketModeReceiver({
          appToken: 'xapp-1',
          logger: quiet,
          installerOptions: { clientOptions },
          // Also how long it waits before it connects anew.
          clientPingTimeout: 300,
        })
  const app = new App({ token: 'xoxb-1', receiver, clientOptions, logger: quiet })
  app.error(async () => {})
  listen(app)
  const server = await app.start(0)
  if (server && 'address' in server)
    slack.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  return {
    slack,
    /** Over Socket Mode: Slack has said hello, once more. */
    connected: () =>
      new Promise<void>(resolve => {
        if (receiver instanceof SocketModeReceiver) receiver.client.once('connected', () => resolve())
      }),
    async stop() {
      await app.stop()
      await slack.stop()
    },
  }
}
