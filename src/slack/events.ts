import { HTTPReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Endpoint } from './endpoint.ts'
import { createGate, type Refused } from './gate.ts'
import { toSlackLogger } from './slack-logger.ts'

export interface EventsDeps {
  signingSecret: string
  now(): number
  log: Logger
  onCounted(what: Refused): void
}

const path = '/slack/events'
const limit = 256 * 1024

/** Slack over HTTP: our gate in front of Bolt's receiver, which need not check the signature once more. */
export function createEvents({ signingSecret, now, log, onCounted }: EventsDeps) {
  const receiver = new HTTPReceiver({
    signingSecret,
    signatureVerification: false,
    endpoints: path,
    logger: toSlackLogger(log),
  })
  const check = createGate({ signingSecret, now })
  const endpoint: Endpoint = {
    method: 'POST',
    path,
    limit,
    answer(req, res, body) {
      const refused = check(req.headers, body)
      if (refused) {
        onCounted(refused)
        log.warn({ refused }, 'a request to Slack’s endpoint was not let in')
        res.writeHead(401).end()
        return
      }
      // Bolt takes a body that has been read already from here.
      receiver.requestListener(Object.assign(req, { rawBody: body }), res)
    },
  }
  return { receiver, endpoint }
}
