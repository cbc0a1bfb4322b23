import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { System } from '../domain/system.ts'
import type { Alerts } from '../ports/alerts.ts'
import type { Aside } from '../ports/aside.ts'
import type { Request, Response, Route } from '../ports/http.ts'
import { eventOf, Group } from './alertmanager-group.ts'
import { answerTo, comeAgain, unauthorised } from './answers.ts'
import { bears } from './bearer.ts'
import { readJson } from './read-json.ts'

export interface AlertmanagerWebhook {
  systems: System[]
  token: string | undefined
  alerts: Alerts
  aside: Aside
  /** Told of each delivery that is turned away. */
  refused?: (why: string) => void
  log: Pick<Logger, 'warn' | 'error'>
}

/** A group of some thousand alerts; `max_alerts` keeps them smaller. */
const limit = 4 * 1024 * 1024

/**
 * Takes Alertmanager's webhooks: who sends is known by a token, and answered 2xx only once it is saved. A fault of ours
 * is 5xx, which it tries again at once; of anything else it logs our answer and counts it, and comes again with the
 * group's next notification.
 */
export function alertmanagerWebhook(options: AlertmanagerWebhook): Route {
  const { systems, token, alerts, aside, log } = options
  const refused = (why: string, answer: Response) => {
    options.refused?.(why)
    return answer
  }

  async function handle(request: Request): Promise<Response> {
    const { params, body } = request
    if (!token) {
      log.error('Alertmanager calls, but WEBHOOK_TOKEN is not set')
      return refused('no-secret', comeAgain('No token is set here.'))
    }
    if (!bears(request, token)) {
      log.warn({ bytes: body.length }, 'an Alertmanager webhook does not carry our token')
      return refused('forged', unauthorised)
    }
    const system = systems.find(({ system }) => system === params.system)
    if (!system) {
      log.warn({ system: params.system }, 'an Alertmanager webhook is for a system that has no file')
      return refused('unlisted', { status: 404, body: 'No system file has this name.' })
    }
    const id = createHash('sha256').update(body).digest('hex')
    const text = body.toString('utf8')
    try {
      const read = readJson(text, Group)
      if ('unclear' in read) return refused('unclear', await keep(id, read.unclear, text))
      return answerTo(await alerts.take(system, eventOf(read.said, id, system)))
    } catch (error) {
      log.error({ err: error }, 'an Alertmanager webhook could not be saved')
      return refused('unsaved', comeAgain('It could not be saved.'))
    }
  }

  async function keep(delivery: string, why: string, body: string): Promise<Response> {
    const kept = await aside.keep({ source: 'alertmanager', delivery, why, body })
    log.warn({ delivery, why, kept }, 'a delivery of Alertmanager is not understood, and kept')
    return { status: 400, body: why }
  }

  return { method: 'POST', path: '/webhooks/alertmanager/:system', limit, handle }
}
