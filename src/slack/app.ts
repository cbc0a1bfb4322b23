import { setTimeout as sleep } from 'node:timers/promises'
import { App } from '@slack/bolt'
import type { Logger } from 'pino'
import { toEndpoint } from '../http/endpoint.ts'
import { createServer } from '../http/server.ts'
import type { Chat } from '../ports/chat.ts'
import type { Firsts } from '../ports/firsts.ts'
import type { Route } from '../ports/http.ts'
import type { Desk } from '../ports/invocation.ts'
import { createAnswer } from './answer.ts'
import { createEvents } from './events.ts'
import type { Refused } from './gate.ts'
import { createIdentity, type Identity } from './identity.ts'
import { addListeners } from './listeners.ts'
import { createOnce } from './once.ts'
import { toSlackLogger } from './slack-logger.ts'
import { createSocket } from './socket.ts'
import { timeAcks } from './time-acks.ts'
import { createWebClient } from './web-client.ts'
import { createWork } from './work.ts'

/**
 * What is counted: requests that were not let in, those that got no acknowledgement, deliveries that came again, and people
 * of other workspaces.
 */
export type Counted = Refused | 'oversized' | 'unacknowledged' | 'repeated' | 'foreign'

/** How Slack reaches Belay: over Belay's own connection (Socket Mode), or with requests that Slack signs. */
export type Door = { appToken: string } | { signingSecret: string }

export type SlackAppDeps = Door & {
  token: string
  apiUrl?: string | undefined
  port: number
  host?: string | undefined
  desk: Desk
  chat: Chat
  firsts: Firsts
  routes: Route[]
  log: Logger
  /** Real milliseconds since the epoch, by Redis's clock and by this machine's: signatures age by the wall clock. */
  now(): number
  machineNow(): number
  onCounted?: ((what: Counted) => void) | undefined
  /** Told of each acknowledgement, and how long Slack waited for it in milliseconds. */
  onAcknowledged?: ((afterMs: number) => void) | undefined
  /** Real milliseconds that one call to Slack may take. */
  timeoutMs?: number
}

export interface SlackApp {
  /** Listens; Slack itself may be away. */
  start(): Promise<{ port: number }>
  /** Resolves when Slack has told who Belay is and, in Socket Mode, is connected or has refused that. */
  ready(): Promise<void>
  /** Whether Slack has told who Belay is, since the start, and has not refused its Socket Mode connection for good. */
  knowsItself(): boolean
  /** Takes nothing more and lets what is in hand finish, for `limitMs` at most. */
  stop(limitMs?: number): Promise<void>
}

/** Slack sends an event again for up to an hour. */
const repeatsMs = 3_900_000
/** A button whose process was lost before it answered can be pressed again after that. */
const pressMs = 5_000
/** As long as so many calls an answer to a person may take: nobody waits for Slack to say that it has it. */
const answerTimes = 3
/** What is shared once stands there for all who ask within this time. */
const sharedMs = 600_000

/** Takes in what people ask for in Slack, and serves the routes of others beside it. */
export function createSlackApp(deps: SlackAppDeps): SlackApp {
  const { token, apiUrl, port, host, desk, chat, routes, log, now, machineNow } = deps
  const { timeoutMs = 10_000, onCounted = () => {}, onAcknowledged = () => {} } = deps
  let known: Identity | undefined
  const askSlack = createIdentity(createWebClient({ token, apiUrl, timeoutMs, log }))
  const identity = async () => (known ??= await askSlack())
  const socket =
    'appToken' in deps ? createSocket({ appToken: deps.appToken, apiUrl, timeoutMs, log }) : undefined
  const events =
    'appToken' in deps
      ? undefined
      : createEvents({ signingSecret: deps.signingSecret, now, machineNow, log, onCounted })
  const deliveries = createOnce(deps, 'delivery', repeatsMs)
  const presses = createOnce(deps, 'press', pressMs)
  const shared = createOnce(deps, 'shared', sharedMs)
  const answer = createAnswer({ chat, shared, log, timeoutMs: answerTimes * timeoutMs })
  const work = createWork({ identity, desk, answer, deliveries, presses, log, counted: onCounted })
  const server = createServer({
    endpoints: [...(events ? [events.endpoint] : []), ...routes.map(toEndpoint)],
    log,
  })

  const bolt = new App({
    receiver: (socket ?? events!).receiver,
    // Bolt's own would ask Slack first, and leave every request unanswered for as long as Slack is.
    authorize: async () => ({
      botToken: token,
      ...(known && { botId: known.botId, botUserId: known.userId }),
    }),
    convoStore: false,
    clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl },
    logger: toSlackLogger(log, token),
  })
  timeAcks(bolt, onAcknowledged, () => onCounted('unacknowledged'))
  bolt.error(async error => log.error({ err: error }, 'a request from Slack failed'))
  addListeners(bolt, { desk, begin: work.begin, log })

  const stopping = new AbortController()
  let readiness: Promise<unknown> | undefined

  async function learnWhoWeAre(): Promise<void> {
    for (let waitMs = 1_000; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 30_000)) {
      try {
        await identity()
        return
      } catch (error) {
        log.warn({ err: error }, 'Slack has not told who Belay is')
        await sleep(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      }
    }
  }

  return {
    async start() {
      const bound = await server.listen(port, host)
      readiness = Promise.all([learnWhoWeAre(), socket?.connect()])
      return { port: bound }
    },
    async ready() {
      await readiness
    },
    knowsItself: () => known !== undefined && !socket?.isRefused(),
    async stop(limitMs = 10_000) {
      stopping.abort()
      const limit = sleep(limitMs, undefined, { ref: false })
      await Promise.race([socket?.disconnect(), limit])
      await server.close(limit)
      await Promise.race([work.settled(), limit])
    },
  }
}
