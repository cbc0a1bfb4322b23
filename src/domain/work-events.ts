import { isSame } from './actor.ts'
import type { Refused } from './answers.ts'
import { clocks } from './clocks.ts'
import { type Incident, label } from './incident.ts'
import { milestonesOf } from './milestones.ts'
import { changed, type Handlers } from './step.ts'

/** What people say and arrange while they work on it. */
export const workEvents: Handlers<
  | 'note'
  | 'update'
  | 'lead'
  | 'identified'
  | 'snooze'
  | 'stop-reminders'
  | 'resume-reminders'
  | 'milestone'
  | 'touch'
  | 'trouble'
  | 'run'
> = {
  note: (incident, event) => changed(incident, { kind: 'note', text: event.text }),

  update: (incident, event) => changed(incident, { kind: 'update', text: event.text }),

  lead(incident, event) {
    if (isSame(incident.lead, event.lead)) return 'ignored'
    const { lead: from } = incident
    return changed(
      { ...incident, lead: event.lead, leadAt: event.at },
      { kind: 'lead', lead: event.lead, ...(from && { from }) },
    )
  },

  identified(incident, { person, slack, name }) {
    const { lead } = incident
    if (lead?.via !== 'pagerduty' || lead.id !== person || lead.slack === slack) return 'ignored'
    return changed({ ...incident, lead: { ...lead, slack, name } })
  },

  snooze(incident, event) {
    const refused = unreminded(incident, 'snooze')
    if (refused) return refused
    if (event.until <= event.at) return { refused: 'Snooze until when? That time is past.' }
    return changed({ ...incident, snoozedUntil: event.until }, { kind: 'snoozed', until: event.until })
  },

  'stop-reminders'(incident) {
    const refused = unreminded(incident, 'stop')
    if (refused) return refused
    return changed({ ...incident, remindersOff: true }, { kind: 'reminders-off' })
  },

  'resume-reminders'(incident, event) {
    const { remindersOff, snoozedUntil, ...reminded } = incident
    if (clocks(reminded).remind === undefined) {
      return { refused: `${incident.severity} has no reminders here: there is nothing to resume.` }
    }
    if (!remindersOff && (snoozedUntil ?? 0) <= event.at) return 'ignored'
    return changed(reminded, { kind: 'reminders-on' })
  },

  milestone(incident, { number, by, at }) {
    const found = milestonesOf(incident).find(one => one.number === number)
    if (!found) return { refused: `${label(incident)} has no such milestone to tick.` }
    const { title } = found.milestone
    const done = found.passed
    if (done) return { refused: `${title} is done already${done.by ? `: ${done.by.name} ticked it` : ''}.` }
    const { ticks = [], told = [], ...rest } = incident.response ?? {}
    const response = { ...rest, ticks: [...ticks, { number, by, at }], told }
    return changed({ ...incident, response }, { kind: 'milestone', title })
  },

  touch: incident => changed(incident),

  trouble: (incident, event) => changed(incident, { kind: 'trouble', text: event.text }),

  run(incident, { run, happened, waiting: asked }) {
    const lasts = run.untilResolved && happened.some(({ kind }) => kind === 'succeeded')
    const untilResolved = [...(incident.untilResolved ?? []), run.id]
    const { waiting: before = [], ...rest } = incident
    const waiting = [...before.filter(one => one.run !== run.id), ...(asked ? [asked] : [])]
    const next = waiting.length > 0 ? { ...rest, waiting } : rest
    return changed(
      lasts ? { ...next, untilResolved } : next,
      ...happened.map(what => ({ kind: 'run' as const, run, what })),
    )
  },
}

function unreminded(incident: Incident, doing: string): Refused | undefined {
  if (incident.remindersOff) return { refused: `The reminders of ${label(incident)} are stopped already.` }
  if (clocks(incident).remind !== undefined) return undefined
  return { refused: `${incident.severity} has no reminders here: there is nothing to ${doing}.` }
}
