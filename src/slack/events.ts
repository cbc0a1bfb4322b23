import type { IncomingMessage } from 'node:http'
import { type App, HTTPResponseAck, HTTPModuleFunctions as http, type Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Endpoint } from '../http/endpoint.ts'
import { createGate, type Refused } from './gate.ts'
import { meaningOf } from './payloads/understood.ts'
import { toSlackLogger } from './slack-logger.ts'

export interface EventsDeps {
  signingSecret: string
  now(): number
  machineNow(): number
  log: Logger
  onCounted(what: Refused | 'oversized'): void
}

const path = '/slack/events'
const limit = 256 * 1024

/**
 * Slack over HTTP: our gate in front of Bolt. Its own receiver has no server to wait for it, so that what goes wrong in
 * it ends the process.
 */
export function createEvents({ signingSecret, now, machineNow, log, onCounted }: EventsDeps) {
  const logger = toSlackLogger(log, signingSecret)
  const check = createGate({ signingSecret, now, machineNow })
  let bolt: App | undefined
  const receiver: Receiver = {
    init(app) {
      bolt = app
    },
    // The server is everybody's.
    async start() {},
    async stop() {},
  }
  const endpoint: Endpoint = {
    method: 'POST',
    path,
    limit,
    oversized: () => onCounted('oversized'),
    async answer(req, res, rawBody) {
      const refused = check(req.headers, rawBody)
      if (refused) {
        onCounted(refused)
        log.warn({ refused }, 'a request to Slack’s endpoint was not let in')
        res.writeHead(401).end()
        return
      }
      const httpRequest = Object.assign(req, { rawBody })
      const body = bodyOf(httpRequest)
      if (!body) {
        log.warn('a request to Slack’s endpoint says nothing')
        res.writeHead(400).end()
        return
      }
      if (body.ssl_check === '1') return http.buildSSLCheckResponse(res)
      if (body.type === 'url_verification') return http.buildUrlVerificationResponse(res, body)
      const meaning = meaningOf(body)
      if (meaning !== 'heard') {
        // Bolt would break over it, or leave it unanswered until it is too late.
        log.warn({ type: body.type, meaning }, 'what Slack has sent is nothing that Belay listens to')
        res.writeHead(meaning === 'unheard' ? 200 : 400).end()
        return
      }
      const ack = new HTTPResponseAck({
        logger,
        processBeforeResponse: false,
        httpRequest,
        httpRequestBody: body,
        httpResponse: res,
      })
      await bolt!.processEvent({ body, ack: ack.bind() })
    },
  }
  return { receiver, endpoint }
}

/** What a request says; undefined when that is no object, or cannot be read. */
function bodyOf(req: IncomingMessage & { rawBody: Buffer }): Record<string, unknown> | undefined {
  try {
    const body: unknown = http.parseHTTPRequestBody(req)
    return body && typeof body === 'object' && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
