import { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { toOutsideError } from './outside-error.ts'
import { toSlackLogger } from './slack-logger.ts'

export interface SocketDeps {
  appToken: string
  apiUrl?: string | undefined
  timeoutMs: number
  log: Logger
}

/** Slack over a web socket, for workspaces that cannot reach Belay. It keeps trying for as long as Slack is away. */
export function createSocket({ appToken, apiUrl, timeoutMs, log }: SocketDeps) {
  const ended = new AbortController()
  const receiver = new SocketModeReceiver({
    appToken,
    logger: toSlackLogger(log, appToken),
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        timeout: timeoutMs,
        // Asking for an address changes nothing, so that here the client may repeat itself.
        retryConfig: { forever: true, factor: 1.5, minTimeout: 500, maxTimeout: 10_000, unref: true },
        fetch: (url, init) =>
          fetch(url, {
            ...init,
            signal: AbortSignal.any([ended.signal, ...(init?.signal ? [init.signal] : [])]),
          }),
      },
    },
  })

  // The client calls its own start again when a connection is lost, and forgets to catch what that may reject with.
  const { client } = receiver
  const start = client.start.bind(client)
  let refused = false
  const failed = (error: unknown) => {
    throw toOutsideError(error, 'the opening of Socket Mode')
  }
  client.start = async () => {
    try {
      return await start().catch(failed)
    } catch (error) {
      if (!ended.signal.aborted) {
        refused = true
        log.error({ err: error }, 'Slack refuses the Socket Mode connection')
      }
      return { ok: false }
    }
  }

  return {
    receiver,
    /** Begins to connect; resolves when Slack has said hello, or refused for good. */
    connect: async (): Promise<void> => {
      await client.start()
    },
    /** Slack no longer takes the app token, and is not asked again: Belay hears nothing until it is started anew. */
    isRefused: () => refused,
    async disconnect(): Promise<void> {
      ended.abort()
      await client.disconnect()
    },
  }
}
