import { slackIdOf } from '../src/domain/actor.ts'
import { inWords } from '../src/domain/duration.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import { applies, isByKind, nextLevel } from '../src/domain/ladder.ts'
import { milestonesOf } from '../src/domain/milestones.ts'
import { severities } from '../src/domain/severity.ts'
import { choiceInput, modal, personInput, textInput, writtenMax } from './input.ts'
import { clip, shown } from './limits.ts'
import type { View } from './message.ts'
import { audience } from './people.ts'
import { oneLine } from './text.ts'

export { declareModal } from './modal-declare.ts'

const about = (incident: Incident, does: string): string => `incident ${does} ${incident.id}`

const write = (incident: Incident, title: string, submit: string, does: string, question: string): View =>
  modal(`${title} · ${label(incident)}`, submit, about(incident, does), [
    textInput({ argument: 'text', label: question, max: writtenMax, multiline: true }),
  ])

export const updateModal = (incident: Incident): View =>
  write(incident, 'Update', 'Post', 'update', 'How does it stand, and what comes next?')

export const noteModal = (incident: Incident): View =>
  write(incident, 'Note', 'Add', 'note', 'What is worth remembering?')

/** Which of those that are open a line is about that names none. */
export const whichModal = (line: string, open: Incident[]): View =>
  modal('Which incident?', 'Go on', line, [
    choiceInput({
      argument: 'incident',
      label: `${open.length} are open here`,
      hint: `For: ${clip(oneLine(line), shown.title)}`,
      choices: open.map(incident => ({
        label: `${label(incident)} ${incident.severity} ${oneLine(incident.title)}`,
        value: incident.id,
      })),
    }),
  ])

const snoozes = [30, 60, 120, 240, 480]

export const snoozeModal = (incident: Incident): View =>
  modal(`Snooze ${label(incident)}`, 'Snooze', about(incident, 'snooze'), [
    choiceInput({
      argument: 'duration',
      label: 'No reminders for',
      hint: 'The incident stays as it is; only its reminders wait.',
      choices: snoozes.map(minutes => ({ label: inWords(minutes * 60_000), value: `${minutes}m` })),
      initial: '30m',
    }),
  ])

export const severityModal = (incident: Incident): View =>
  modal(`Severity · ${label(incident)}`, 'Change', about(incident, 'severity'), [
    choiceInput({
      argument: 'severity',
      label: 'How bad is it?',
      choices: severities
        .filter(severity => incident.policy.severities[severity])
        .map(severity => ({ label: severity, value: severity })),
      initial: incident.severity,
    }),
  ])

/** What was seen goes along: whoever has taken it meanwhile does not lose it unseen. */
export const escalateModal = (incident: Incident): View =>
  modal(`Escalate ${label(incident)}`, 'Escalate', escalating(incident), [
    choiceInput({
      argument: 'level',
      label: 'Whom to tell now',
      hint: incident.lead
        ? `It goes back to triggered: ${oneLine(incident.lead.name)} no longer has it.`
        : 'At once.',
      ...(incident.state === 'triggered' && isByKind(incident) && { initial: String(nextLevel(incident)) }),
      choices: incident.policy.ladder.flatMap((level, i) =>
        applies(level, incident.severity)
          ? [
              {
                label: `Level ${i + 1}: ${audience(level.notify)}`,
                ...(level.for !== undefined && { more: `for ${oneLine(level.for)}` }),
                value: String(i + 1),
              },
            ]
          : [],
      ),
    }),
  ])

const escalating = (incident: Incident): string =>
  `${about(incident, 'escalate')}${incident.state === 'triggered' ? ` --from ${incident.level}` : ''}`

/** Undefined when everything is done. */
export function milestoneModal(incident: Incident): View | undefined {
  const left = milestonesOf(incident).filter(({ passed }) => !passed)
  if (left.length === 0) return undefined
  return modal(`Milestones · ${label(incident)}`, 'Done', about(incident, 'milestone'), [
    choiceInput({
      argument: 'milestone',
      label: 'What is done?',
      choices: left.map(({ number, milestone }) => ({
        label: oneLine(milestone.title),
        value: String(number),
        ...(milestone.notes && { more: milestone.notes.map(oneLine).join(' · ') }),
      })),
    }),
  ])
}

export function leadModal(incident: Incident): View {
  const initial = incident.lead && slackIdOf(incident.lead)
  return modal(`Lead of ${label(incident)}`, 'Hand over', about(incident, 'lead'), [
    personInput({ argument: 'person', label: 'Who leads from now on?', ...(initial && { initial }) }),
  ])
}

/** Undefined when there is no other open incident to merge into. */
export function mergeModal(incident: Incident, open: Incident[]): View | undefined {
  const others = open.filter(other => other.id !== incident.id && other.system === incident.system)
  if (others.length === 0) return undefined
  return modal(`Merge ${label(incident)}`, 'Merge', about(incident, 'merge'), [
    choiceInput({
      argument: 'into',
      label: 'Carry on in',
      hint: `${label(incident)} is resolved, and its alerts are told there. The worse severity counts; whoever has that one has both.`,
      choices: others.map(other => ({ label: `${label(other)} ${oneLine(other.title)}`, value: other.id })),
    }),
  ])
}
