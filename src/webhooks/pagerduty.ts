import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { Request, Response, Route } from '../ports/http.ts'
import type { Intake } from '../ports/intake.ts'
import { answerTo, comeAgain, forged, taken } from './answers.ts'
import { parse, type Said } from './pagerduty-event.ts'
import { isSigned, signatures } from './signature.ts'

export interface PagerDutyWebhook {
  /** Any of them will do: several while one replaces another. */
  secrets: string[]
  intake: Intake
  now(): number
  /** Told of each delivery that is turned away. */
  refused?: (why: string) => void
  log: Pick<Logger, 'warn' | 'error'>
}

/** PagerDuty drops anything larger itself. */
const limit = 256 * 1024
/** Who delivers what again is known for so long: an older event could be a repetition. */
const believedForMs = 72 * 3_600_000

/**
 * Takes PagerDuty's V3 webhooks: verified over their bytes, then read, then owed, and only then answered 2xx. What is
 * not PagerDuty's is 401; everything that goes wrong here is 503, since PagerDuty gives up on any other 4xx.
 */
export function pagerdutyWebhook(options: PagerDutyWebhook): Route {
  const { intake, now, log } = options
  const secrets = options.secrets.filter(secret => secret !== '')
  const refused = (why: string, answer: Response) => {
    options.refused?.(why)
    return answer
  }

  async function handle({ headers, body }: Request): Promise<Response> {
    if (secrets.length === 0) {
      log.error('PagerDuty calls, but PAGERDUTY_WEBHOOK_SECRET is not set')
      return refused('no-secret', comeAgain('No secret is set here.'))
    }
    const given = signatures(headers['x-pagerduty-signature'], 'v1')
    if (!isSigned(body, given, secrets)) {
      log.warn({ bytes: body.length }, 'a PagerDuty webhook is not signed with our secret')
      return refused(given.length === 0 ? 'unsigned' : 'forged', forged)
    }
    const text = body.toString('utf8')
    try {
      return await takeIn(parse(text), { id: deliveryId(headers, body), body: text })
    } catch (error) {
      log.error({ err: error }, 'a PagerDuty webhook could not be saved')
      return refused('unsaved', comeAgain('It could not be saved.'))
    }
  }

  async function takeIn(said: Said, delivery: { id: string; body: string }): Promise<Response> {
    switch (said.is) {
      case 'other':
        return taken
      case 'unclear': {
        const { why, pageId } = said
        await intake.aside({ ...delivery, why, ...(pageId !== undefined && { pageId }) })
        return taken
      }
      case 'event': {
        const { at, pageId } = said.event
        if (now() - at <= believedForMs) return answerTo(await intake.receive(said.event))
        await intake.aside({ ...delivery, why: 'It is too old to be believed.', pageId })
        return taken
      }
    }
  }

  return { method: 'POST', path: '/webhooks/pagerduty', limit, handle }
}

/** PagerDuty's own id of the delivery, the same when it comes again; of one without, its digest. */
function deliveryId(headers: Request['headers'], body: Buffer): string {
  const id = [headers['x-webhook-id']].flat()[0]
  return id || createHash('sha256').update(body).digest('hex')
}
