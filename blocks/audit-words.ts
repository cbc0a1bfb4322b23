import type { EventType, Timer } from '../src/domain/events.ts'
import type { RunEventType, RunTimer } from '../src/domain/run/events.ts'

/** What somebody did to an incident, before its label. */
const toIncidents: Record<Exclude<EventType, 'due'> | 'open', string> = {
  open: 'opened',
  acknowledge: 'acknowledged',
  unacknowledge: 'took back the acknowledgement of',
  escalate: 'escalated',
  severity: 'changed the severity of',
  mitigate: 'mitigated',
  resolve: 'resolved',
  reopen: 'reopened',
  alert: 'sent another alert for',
  firing: 'sent an alert for',
  cleared: 'sent that the alert is over for',
  note: 'noted on',
  update: 'posted an update on',
  lead: 'gave the lead of',
  identified: 'found in Slack somebody of',
  snooze: 'snoozed the reminders of',
  'stop-reminders': 'stopped the reminders of',
  'resume-reminders': 'resumed the reminders of',
  merge: 'merged',
  absorb: 'merged another into',
  milestone: 'ticked a milestone of',
  touch: 'worked on',
  told: 'told the next people of',
  'nobody-reached': 'could reach nobody for',
  paging: 'had PagerDuty page for',
  'pagerduty-told': 'told PagerDuty of',
  news: 'told in PagerDuty of',
  trouble: 'had trouble with',
  run: 'wrote of a change into',
}

const deadlines: Record<Timer, string> = {
  escalate: 'saw the time run out to acknowledge',
  remind: 'saw an update fall due on',
  warn: 'warned that nobody seems to work on',
  'give-back': 'saw no sign of life on',
  postmortem: 'saw the post-mortem fall due of',
  milestone: 'saw a milestone fall due of',
}

/** What somebody did about a change, before its title. */
const toRuns: Record<Exclude<RunEventType, 'due' | 'log'> | 'asked' | 'clear-away', string> = {
  asked: 'asked to',
  'clear-away': 'cleared away what was prepared to',
  approve: 'approved to',
  decline: 'said no to',
  'break-glass': 'went ahead alone to',
  cancel: 'wanted it stopped to',
  ping: 'asked the approvers to look: to',
  void: 'did not begin to',
  waits: 'waits to',
  starting: 'made a call to',
  'not-started': 'could not make a call to',
  started: 'saw its call accepted, to',
  progress: 'went on to',
  unseen: 'could not see how far it is to',
  done: 'finished a step to',
  'step-failed': 'failed to',
  doubt: 'does not know whether a call was taken to',
  settle: 'said what became of the call to',
  'going-back': 'began to stop what was begun to',
  stopped: 'stopped what was begun to',
  extend: 'had it last longer to',
  undoing: 'began to take back what was done to',
  overtaken: 'set anew what was changed to',
  followed: 'changed what was made to',
}

const runDeadlines: Record<RunTimer, string> = {
  expire: 'waited no longer to',
  stall: 'saw no progress to',
  'undo-soon': 'told that it is soon taken back to',
  undo: 'saw its time be over to',
  lapse: 'saw end what was made to',
  'still-open': 'told that it stands open still to',
}

const others: Record<string, string> = {
  refused: 'was not allowed to use',
  lock: 'locked',
  unlock: 'unlocked',
  'parked again': 'had tried again what was put aside:',
  'parked drop': 'let go of what was put aside:',
  epoch: 'saw that Redis had lost the last of what was saved',
}

/** What an entry of the audit says that somebody did, in words; of a newer Belay's as it is written. */
export function deedOf({
  what,
  detail = {},
}: {
  what: string
  detail?: Record<string, unknown> | undefined
}): string {
  const isOfRun = what.startsWith('run ')
  const kind = isOfRun ? what.slice('run '.length) : what
  if (kind === 'due') return said(isOfRun ? runDeadlines : deadlines, String(detail.timer))
  return said(isOfRun ? toRuns : { ...toIncidents, ...others }, kind)
}

const said = (known: Record<string, string>, kind: string): string =>
  Object.hasOwn(known, kind) ? known[kind]! : kind
