import type { Timer } from '../src/domain/events.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import type { Job } from '../src/domain/jobs.ts'
import type { Want } from '../src/domain/pagerduty-state.ts'

/** A job that cannot be done. */
export interface Stuck {
  /** Undefined when what is owed cannot be read. */
  job: Job | undefined
  /** What is to be shown, where that is what failed. */
  incident?: Incident | undefined
  /** The name of whom the job is about. */
  person?: string | undefined
  why: string
  /** It is tried on all the same. */
  goesOn: boolean
}

/** What Belay could not do, whether it still tries, and why. */
export const stuckLine = (stuck: Stuck): string =>
  `${whatFailed(stuck)}. ${stuck.goesOn ? 'Belay goes on trying.' : 'Belay has given up (to have it tried again: /belay parked).'} ${stuck.why}`

export function whatFailed({
  job,
  incident,
  person = 'somebody',
}: Pick<Stuck, 'job' | 'incident' | 'person'>): string {
  switch (job?.kind) {
    case undefined:
      return 'Something that Belay owes was put aside: whoever runs Belay should look at it'
    case 'timer':
      return timers[job.timer] ?? 'A deadline could not be kept'
    case 'notify':
      return `Who is on level ${job.level} could not be found out, so that nobody of it is told`
    case 'mention':
      return `Level ${job.level} could not be mentioned here`
    case 'page':
      return `Level ${job.level}: ${person} could not be told in a direct message`
    case 'digest':
      return `Level ${job.level}: ${person} could not be told of several incidents in a direct message`
    case 'told':
      return `It could not be written down that ${person} was told`
    case 'show':
      return incident
        ? `${label(incident)} could not be shown in ${incident.channel} as it stands now`
        : 'An incident could not be shown as it stands now'
    case 'cards':
      return `The next card could not be posted in ${job.channel}`
    case 'storm':
      return `The card for many incidents at once could not be shown in ${job.channel}`
    case 'pagerduty':
      return 'PagerDuty could not be told how this stands'
    case 'pagerduty-create':
      return 'PagerDuty could not be asked to page for this'
    case 'pagerduty-note':
      return 'A note could not be carried over to PagerDuty'
    case 'pagerduty-event':
    case 'pagerduty-urgent':
      return `What PagerDuty told of its incident ${job.event.page?.title ?? job.event.pageId} could not be taken in`
    case 'pagerduty-read':
    case 'early-note':
      return `How PagerDuty's incident ${job.page} stands could not be read there`
    case 'reconcile':
      return 'PagerDuty could not be asked for its open incidents, in case Belay has missed one'
    case 'history':
      return 'What Redis may have lost could not be looked at anew'
    case 'clear-away':
      return 'What was prepared for a change that is not made could not be cleared away'
    case 'anchor':
      return 'The head of the audit could not be told'
    case 'schedule':
      return `What is due of ${job.schedule} could not be begun`
    case 'show-schedule':
      return `How ${job.schedule} stands could not be shown`
    case 'show-checklist':
      return 'A checklist could not be shown as it stands now'
    case 'show-run':
      return 'A change could not be shown as it stands now'
    case 'run-log':
      return 'What the service of a failed change printed could not be told'
    case 'lock-nag':
      return 'Whoever locked something could not be asked whether it is still needed'
    case 'follow':
      return `A log could not be followed in ${job.channel}`
    case 'identify':
      return 'Who in Slack somebody of PagerDuty is could not be found out'
    case 'trouble':
      return `A trouble could not be told: ${job.text}`
    case 'tidy':
      return 'It could not be made sure that a message stands only once'
    default:
      return 'Something that Belay owes could not be done'
  }
}

const timers: Partial<Record<Timer, string>> = {
  escalate: 'The next level could not be called in its time',
  remind: 'Nobody could be reminded of an update',
  warn: 'Nobody could be warned that it goes back to triggered',
  'give-back': 'It could not be taken back to triggered',
  postmortem: 'Nobody could be reminded of the post-mortem',
  milestone: 'Nobody could be reminded of a milestone',
}

/** PagerDuty does not do what an incident wants of it, and will not if it is asked again. */
export const pagerdutyLine = (wish: Pick<Want, 'status' | 'level'> | 'page', why: string): string => {
  if (wish === 'page') return `PagerDuty does not page for this. ${why}`
  const done = wish.status ? wishes[wish.status] : `escalated to level ${wish.level}`
  return `This is not ${done} in PagerDuty. ${why}`
}

const wishes = { triggered: 'reopened', acknowledged: 'acknowledged', resolved: 'resolved' }

export const unlistedLine = (service: string): string =>
  `PagerDuty pages for ${service}, which no system file lists: nobody is told of it here.`

export const unknownPageLine = 'PagerDuty does not know this incident any more: it is not paging for it.'

/** Redis has lost what it said was saved; `asks`: PagerDuty is asked what is open. */
export const historyLine = (title: string, asks: boolean): string =>
  [
    `Belay's memory (Redis) has lost the last of what it had saved about ${title}, perhaps more.`,
    'Acknowledgements, notes and incidents declared in Slack may be missing.',
    'A change that was to be taken back by itself may not be: where a message here says so of one, look, and take it back by hand.',
    asks
      ? 'PagerDuty is being asked for its open incidents, and the cards are put right.'
      : 'The cards are put right as far as is still known.',
    'If you are working on an incident, look whether it stands as you left it.',
  ].join(' ')
