import { lockHeld } from '../../blocks/lock.ts'
import { whichModal } from '../../blocks/modals.ts'
import { refusal } from '../../blocks/refusal.ts'
import { inWords } from '../domain/duration.ts'
import { type Fault, LockedError, ManyOpenError, OutsideError, UserError } from '../domain/errors.ts'
import type { Invocation, Reply } from '../ports/invocation.ts'

export interface Answer {
  outcome: 'refused' | 'outside' | 'failed'
  reply: Reply
  /** Under which the log tells the whole story. */
  id?: string
}

/** The way on where there is no example of what would be right. */
const help = { label: 'Show what Belay can do', command: 'help' }

interface Telling {
  invocation: Invocation
  newId(): string
  /** What is said, with its example as it works there. */
  withExample(said: string): string
}

/** What a person is told when something did not work out. */
export function answerTo(error: unknown, { invocation, newId, withExample }: Telling): Answer {
  if (error instanceof LockedError)
    return { outcome: 'refused', reply: { to: 'person', message: lockHeld(error.lock, error.offer) } }
  if (error instanceof ManyOpenError && opensForms(invocation))
    return { outcome: 'refused', reply: { to: 'person', view: whichModal(error.line, error.open) } }
  if (error instanceof UserError) {
    const said = withExample(error.message)
    const isBare = said.length < error.message.length && error.offer.length === 0
    const message = refusal(typable(said, invocation) + written(invocation), isBare ? [help] : error.offer)
    return { outcome: 'refused', reply: { to: 'person', message } }
  }
  if (error instanceof OutsideError) {
    const message = refusal(outsideInWords(error) + written(invocation), next(error.fault, invocation))
    return { outcome: 'outside', reply: { to: 'person', message } }
  }
  const id = newId()
  const message = refusal(
    `Belay failed at this, and it is Belay's fault. Try again; if it happens again, tell whoever runs Belay to look for ${id} in its log.${written(invocation)}`,
  )
  return { outcome: 'failed', reply: { to: 'person', message }, id }
}

/** Of what is typed, the incident is likely to be among the few that have buttons of their own. */
const opensForms = ({ source, triggerId }: Invocation): boolean =>
  triggerId !== undefined && (source === 'button' || source === 'shortcut')

/** Examples as they can be typed where they are read: in a thread slash commands do not work. */
function typable(message: string, { source, thread }: Invocation): string {
  const to = source === 'mention' || thread !== undefined ? '@Belay ' : '/belay '
  return message.replace(/\b(as in: )\/?(?:belay )?/gi, (_, asIn: string) => `${asIn}${to}`)
}

/** A form is gone once it is sent: what somebody wrote in it is given back. */
function written({ source, fields }: Invocation): string {
  const texts = [fields.title, fields.text].filter(text => text?.trim())
  return source === 'modal' && texts.length > 0 ? `\nYou wrote:\n${texts.join('\n')}` : ''
}

/** What may have happened is looked at first; what did not can be tried again: what was refused, once that is mended. */
function next({ fault, effect }: Fault, { text, fields }: Invocation): { label: string; command: string }[] {
  if (effect === 'unknown') return [{ label: 'Open incidents', command: 'incident list' }]
  if (Object.keys(fields).length > 0) return []
  return [{ label: fault === 'refused' ? 'It is mended: try again' : 'Try again', command: text }]
}

const names: Record<Fault['service'], string> = {
  slack: 'Slack',
  pagerduty: 'PagerDuty',
  aws: 'AWS',
  github: 'GitHub',
  alertmanager: 'Alertmanager',
  http: 'The address',
  redis: "Belay's store",
  kubernetes: 'Kubernetes',
  docker: 'Docker',
  postgres: 'PostgreSQL',
  mongodb: 'MongoDB',
  environment: "Belay's environment",
}

function outsideInWords({ message, fault }: OutsideError): string {
  const service = names[fault.service]
  const effect =
    fault.effect === 'unknown' ? ' It may have happened all the same: look before you try again.' : ''
  switch (fault.fault) {
    case 'refused':
      return `${/[.!?…]$/.test(message) ? message : `${message}.`} Trying again will not help until that has been mended.${effect}`
    case 'limited': {
      const wait = fault.retryAfterMs === undefined ? 'a minute' : inWords(fault.retryAfterMs)
      return `${service} asks Belay to slow down. Try again in ${wait}.${effect}`
    }
    case 'away':
      return effect
        ? `${service} did not answer.${effect}`
        : `${service} does not answer, and nothing was done. Try again in a minute.`
  }
}
