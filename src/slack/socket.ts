import { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { z } from 'zod'
import { toOutsideError } from './outside-error.ts'
import { toSlackLogger } from './slack-logger.ts'

export interface SocketDeps {
  appToken: string
  apiUrl?: string | undefined
  timeoutMs: number
  log: Logger
}

/** An address to connect to, or what the client takes as a refusal for good. */
const Opening = z.union([
  z.object({ ok: z.literal(true), url: z.string() }),
  z.object({
    ok: z.literal(false),
    error: z.enum([
      'not_authed',
      'invalid_auth',
      'account_inactive',
      'user_removed_from_team',
      'team_disabled',
    ]),
  }),
])

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
        fetch: async (url, init) => {
          const signal = AbortSignal.any([ended.signal, ...(init?.signal ? [init.signal] : [])])
          const answer = await fetch(url, { ...init, signal })
          const isLimit = answer.status === 429 && Number(answer.headers.get('retry-after')) > 0
          if (isLimit || (await opens(answer))) return answer
          // The client would ask again as well, but wait longer each time, and forget to catch a refusal then.
          throw new Error(`Slack answered the opening of Socket Mode with ${answer.status}`)
        },
      },
    },
  })

  // What the client does with a message it leaves to itself, also when it does not understand one.
  const { client } = receiver
  const hear = client.listeners('ws_message')
  client.removeAllListeners('ws_message').on('ws_message', (...message: unknown[]) => {
    Promise.all(hear.map(one => one.apply(client, message))).catch((error: unknown) =>
      log.warn({ err: error }, 'a message of Slack was not understood'),
    )
  })

  // The client calls its own start again when a connection is lost, and forgets to catch what that may reject with.
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

async function opens(answer: Response): Promise<boolean> {
  const said: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined)
  return Opening.safeParse(said).success
}
