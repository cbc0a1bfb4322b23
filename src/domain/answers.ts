import type { EventType } from './events.ts'
import { type Incident, label, type State } from './incident.ts'

/** What somebody may do instead of what was refused. */
export type Remedy = 'acknowledge' | 'reopen' | 'lead' | 'escalate'
export interface Refused {
  refused: string
  offer?: Remedy
}
interface Refusal {
  refuse: (incident: Incident) => string
  offer?: Remedy
}
type Answer = 'do' | 'ignore' | Refusal

const over: Refusal = {
  refuse: incident =>
    incident.mergedInto
      ? `${label(incident)} was merged into ${label(incident.mergedInto)}: carry on there.`
      : `${label(incident)} is resolved.`,
  offer: 'reopen',
}
const nobodyHasIt: Refusal = {
  refuse: incident => `Nobody has ${label(incident)} yet: acknowledge it first.`,
  offer: 'acknowledge',
}
const hasBegun: Refusal = {
  refuse: incident => `${label(incident)} is open: there is nothing to reopen.`,
}
const isMitigated: Refusal = {
  refuse: incident => `${label(incident)} is mitigated already; ${incident.lead?.name ?? 'nobody'} leads it.`,
}
const everywhere = (answer: Answer): Record<State, Answer> => ({
  triggered: answer,
  acknowledged: answer,
  mitigated: answer,
  resolved: answer,
})
const whileOpen: Record<State, Answer> = { ...everywhere('do'), resolved: over }

/** The answer to every event in every state. `do` hands over to the event's handler, which may still refuse. */
export const answers: Record<EventType, Record<State, Answer>> = {
  acknowledge: { triggered: 'do', acknowledged: 'do', mitigated: isMitigated, resolved: over },
  unacknowledge: { triggered: 'ignore', acknowledged: 'do', mitigated: 'do', resolved: 'ignore' },
  escalate: { triggered: 'do', acknowledged: 'do', mitigated: 'do', resolved: over },
  severity: whileOpen,
  mitigate: { triggered: 'do', acknowledged: 'do', mitigated: isMitigated, resolved: over },
  resolve: { triggered: 'do', acknowledged: 'do', mitigated: 'do', resolved: over },
  reopen: { triggered: hasBegun, acknowledged: hasBegun, mitigated: 'do', resolved: 'do' },
  alert: everywhere('do'),
  firing: everywhere('do'),
  cleared: everywhere('do'),
  note: everywhere('do'),
  update: whileOpen,
  lead: { ...whileOpen, triggered: nobodyHasIt },
  identified: everywhere('do'),
  snooze: { triggered: nobodyHasIt, acknowledged: 'do', mitigated: 'do', resolved: over },
  'stop-reminders': { triggered: nobodyHasIt, acknowledged: 'do', mitigated: 'do', resolved: over },
  'resume-reminders': { triggered: nobodyHasIt, acknowledged: 'do', mitigated: 'do', resolved: over },
  merge: whileOpen,
  absorb: whileOpen,
  milestone: everywhere('do'),
  touch: { triggered: 'ignore', acknowledged: 'do', mitigated: 'do', resolved: 'ignore' },
  due: everywhere('do'),
  told: everywhere('do'),
  'nobody-reached': { triggered: 'do', acknowledged: 'ignore', mitigated: 'ignore', resolved: 'ignore' },
  paging: everywhere('do'),
  'pagerduty-told': everywhere('do'),
  news: everywhere('do'),
  trouble: everywhere('do'),
  run: everywhere('do'),
}

/** Why an incident does not take an event in its state, whatever the event says; undefined when it may. */
export function refusalOf(incident: Incident, type: EventType): Refused | undefined {
  const answer = answers[type][incident.state]
  if (typeof answer === 'string') return undefined
  const refused = answer.refuse(incident)
  return answer.offer && !incident.mergedInto ? { refused, offer: answer.offer } : { refused }
}
