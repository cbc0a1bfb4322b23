import type { Remedy } from '../domain/answers.ts'
import { UserError } from '../domain/errors.ts'
import { type Incident, label } from '../domain/incident.ts'
import type { Taken } from './saving.ts'

const offers = {
  acknowledge: { label: 'Acknowledge', command: 'incident ack' },
  reopen: { label: 'Reopen', command: 'incident reopen' },
  lead: { label: 'Take the lead', command: 'incident lead' },
  escalate: { label: 'Escalate …', command: 'incident escalate' },
} satisfies Record<Remedy, { label: string; command: string }>

/** The incident afterwards, or the refusal as a person reads it, with what they may do instead as a button. */
export function settled(taken: Taken, asked: Incident): Incident {
  if (taken.result === 'unknown')
    throw new UserError(`${label(asked)} is not known any more.`, {
      label: 'List incidents',
      command: 'incident list',
    })
  if (taken.result !== 'refused') return taken.incident
  throw refused(taken.incident, taken.reason, taken.offer)
}

export function refused({ id }: Incident, reason: string, remedy: Remedy | undefined): UserError {
  const offer = remedy && offers[remedy]
  return new UserError(reason, ...(offer ? [{ label: offer.label, command: `${offer.command} ${id}` }] : []))
}
