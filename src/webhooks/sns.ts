import type { Logger } from 'pino'
import type { System } from '../domain/system.ts'
import type { Alerts } from '../ports/alerts.ts'
import type { Aside } from '../ports/aside.ts'
import type { Request, Response, Route } from '../ports/http.ts'
import type { Topics } from '../ports/topics.ts'
import { answerTo, comeAgain, forged, taken } from './answers.ts'
import { Alarm, eventOf } from './cloudwatch-alarm.ts'
import { readJson } from './read-json.ts'
import { certificateAddress, confirmAddress, isSignedWith, SnsMessage } from './sns-message.ts'

export interface SnsWebhook {
  systems: System[]
  alerts: Alerts
  topics: Topics
  aside: Aside
  now(): number
  /** Told of each delivery that is turned away. */
  refused?: (why: string) => void
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}

/** SNS sends no more than 256 KiB of message, which is twice as much where each character is escaped. */
const limit = 1024 * 1024
/** SNS tries for an hour at most; what is much older is somebody's repetition. */
const believedForMs = 72 * 3_600_000

/**
 * Takes what SNS delivers from the topics that a system's file lists: its signature is verified, and it is answered 2xx
 * only once it is saved. A fault of ours is 5xx, which SNS tries again; it gives up on any 4xx.
 */
export function snsWebhook(options: SnsWebhook): Route {
  const { systems, alerts, topics, aside, now, log } = options
  const refused = (why: string, answer: Response) => {
    options.refused?.(why)
    return answer
  }

  async function handle({ params, body }: Request): Promise<Response> {
    const system = systems.find(({ system }) => system === params.system)
    if (!system) {
      log.warn({ system: params.system }, 'SNS calls for a system that has no file')
      return refused('unlisted', { status: 404, body: 'No system file has this name.' })
    }
    const text = body.toString('utf8')
    const read = readJson(text, SnsMessage)
    if ('unclear' in read) {
      log.warn({ bytes: body.length }, 'what should be a message of SNS is none: is its delivery set to raw?')
      return refused('unclear', { status: 400, body: 'This is no message of SNS, unless of a raw delivery.' })
    }
    const message = read.said
    const { TopicArn: topic, MessageId: id } = message
    if (!system.sns?.topics.includes(topic)) {
      log.warn({ system: system.system, topic }, 'SNS calls from a topic that the system file does not list')
      return refused('unlisted', { status: 403, body: 'The system file does not list this topic.' })
    }
    try {
      const certificate = certificateAddress(message)
      if (!certificate || !isSignedWith(await topics.certificate(certificate), message)) {
        log.warn({ system: system.system, topic, id }, 'a message is not signed by SNS')
        return refused('forged', forged)
      }
      return await takeIn(system, message, text)
    } catch (error) {
      log.error({ err: error, topic, id }, 'a message of SNS could not be taken in')
      return refused('unsaved', comeAgain('It could not be taken in.'))
    }
  }

  async function takeIn(system: System, message: SnsMessage, body: string): Promise<Response> {
    const { TopicArn: topic, MessageId: delivery } = message
    if (message.Type === 'Notification') {
      const isOld = now() - Date.parse(message.Timestamp) > believedForMs
      const read = isOld
        ? { unclear: 'It is too old to be believed.' }
        : readJson(message.Message, Alarm, 'Its message')
      if ('unclear' in read) {
        const why = read.unclear
        const kept = await aside.keep({ source: 'sns', delivery, why, body })
        log.warn({ delivery, topic, why, kept }, 'a message of SNS is not understood, and kept')
        return taken
      }
      const event = eventOf(read.said, delivery, system)
      return event ? answerTo(await alerts.take(system, event)) : taken
    }
    if (message.Type === 'UnsubscribeConfirmation') {
      log.warn({ topic }, 'SNS says that somebody has ended the subscription: it delivers no more')
      return taken
    }
    const address = confirmAddress(message)
    if (!address) return refused('forged', forged)
    await topics.confirm(address)
    log.info({ topic, system: system.system }, 'the subscription to an SNS topic is confirmed')
    return taken
  }

  return { method: 'POST', path: '/webhooks/sns/:system', limit, handle }
}
