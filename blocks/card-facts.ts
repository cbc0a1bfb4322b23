import { clocks, postmortemDue } from '../src/domain/clocks.ts'
import { inWords } from '../src/domain/duration.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import { nextLevel, repeats } from '../src/domain/ladder.ts'
import { audience, nameOf } from './people.ts'
import { dotted, type Word, words } from './rich.ts'
import { atNear, dayTime, timeNear } from './time.ts'

/**
 * Who has it, since when, and what comes when. Only fixed times: a card that is not edited must not go stale. They have
 * their day where that is not the one of `read`: when a card began, whose message says that day itself, or now.
 */
export function facts(incident: Incident, read: number = incident.openedAt): Word[] {
  const near = (at: number) => timeNear(at, read)
  switch (incident.state) {
    case 'triggered':
      return dotted(
        words('Since ', near(incident.stateAt)),
        words('nobody has it yet'),
        escalation(incident, read),
      )
    case 'acknowledged':
      return dotted(
        words(`${leadOf(incident)} has it since `, near(incident.leadAt ?? incident.stateAt)),
        updates(incident, read),
      )
    case 'mitigated':
      return dotted(
        words('Mitigated since ', near(incident.stateAt)),
        words(`${leadOf(incident)} leads`),
        updates(incident, read),
      )
    case 'resolved':
      return incident.mergedInto
        ? words(`Merged into ${label(incident.mergedInto)}: carry on there`)
        : dotted(
            words(took(incident)),
            words(incident.lead ? leadOf(incident) : nobodyHadIt(incident)),
            postmortem(incident),
          )
  }
}

const leadOf = (incident: Incident): string => (incident.lead ? nameOf(incident.lead) : 'Nobody')

/** Whom the next level tells: also what a button to escalate says that it does. */
export const nextAudience = (incident: Incident): string =>
  audience(incident.policy.ladder[nextLevel(incident) - 1]?.notify ?? [])

function escalation(incident: Incident, read: number): Word[] {
  const at = clocks(incident).escalate
  if (at === undefined) return []
  const again = repeats(incident) && incident.level > 0 ? 'will be told again' : 'will be told'
  return words(`${nextAudience(incident)} ${again} `, atNear(at, read))
}

function updates(incident: Incident, read: number): Word[] {
  if (incident.remindersOff) return words('reminders off')
  const due = clocks(incident)
  if (due['give-back'] !== undefined) return words('goes back to triggered ', atNear(due['give-back'], read))
  if (due.remind === undefined) return []
  if (incident.remindedAt !== undefined)
    return words('update overdue, reminder again ', atNear(due.remind, read))
  const snoozed = due.remind === incident.snoozedUntil
  return words(snoozed ? 'reminders snoozed until ' : 'update due ', timeNear(due.remind, read))
}

/** "37 min, acknowledged after 2 min" */
function took(incident: Incident): string {
  const lasted = inWords((incident.resolvedAt ?? incident.stateAt) - incident.openedAt)
  if (incident.acknowledgedAt === undefined) return `${lasted}, never acknowledged`
  return `${lasted}, acknowledged after ${inWords(incident.acknowledgedAt - incident.openedAt)}`
}

const nobodyHadIt = ({ acknowledgedAt }: Incident): string =>
  acknowledgedAt === undefined ? 'nobody had it' : 'nobody had it at the end'

function postmortem(incident: Incident): Word[] {
  const due = postmortemDue(incident)
  return due === undefined ? [] : words('post-mortem due ', dayTime(due))
}
