import type { ActionsBlock } from '@slack/types'
import { type Incident, label, ruleOf } from '../src/domain/incident.ts'
import { firstLevel, isByKind, nextLevel } from '../src/domain/ladder.ts'
import { severities } from '../src/domain/severity.ts'
import { actions, button, menu, more, type Offer } from './button.ts'
import { nextAudience } from './card-facts.ts'
import { audience } from './people.ts'
import { rollBack } from './roll-back.ts'

/** What can be done with an incident in its state, the likeliest first; the rest under ⋯. */
export function incidentActions(incident: Incident): ActionsBlock[] {
  const does = commands(incident)
  const choose = menu('Severity', severityOffers(incident))
  const blockId = `${incident.id}:${incident.state}:${incident.severity}:${incident.entries}`
  switch (incident.state) {
    case 'triggered':
      return actions(
        [
          button({ ...does.acknowledge, style: 'primary' }),
          button(isByKind(incident) ? { ...does.escalateTo, label: 'Escalate' } : does.escalate),
          button(does.health),
          ...does.rollback.map(offer => button(offer)),
          choose,
          more([does.resolve, does.mitigate, does.update, does.note, does.merge]),
        ],
        blockId,
      )
    case 'acknowledged':
      return actions(
        [
          button({ ...does.resolve, style: 'primary' }),
          button(does.update),
          button(does.health),
          ...does.rollback.map(offer => button(offer)),
          choose,
          more([does.mitigate, does.escalateTo, does.lead, ...does.reminders, does.merge, does.note]),
        ],
        blockId,
      )
    case 'mitigated':
      return actions(
        [
          button({ ...does.resolve, style: 'primary' }),
          button(does.update),
          button(does.health),
          choose,
          more([does.unmitigate, does.escalateTo, does.lead, ...does.reminders, does.merge, does.note]),
        ],
        blockId,
      )
    case 'resolved':
      if (incident.mergedInto) {
        const into = {
          label: `Show ${label(incident.mergedInto)}`,
          command: `incident show ${incident.mergedInto.id}`,
        }
        return actions([button(into), button(does.note)], blockId)
      }
      return actions([button(does.postmortem), button(does.reopen), more([does.note, does.show])], blockId)
  }
}

function commands(incident: Incident) {
  /** Somebody may click when it stands otherwise by now: what was seen goes along where it makes the difference. */
  const does = (text: string, command: string, ...seen: string[]): Offer => ({
    label: text,
    command: ['incident', command, incident.id, ...seen].join(' '),
  })
  const name = label(incident)
  const first = firstLevel(incident)
  return {
    acknowledge: does('Acknowledge', 'ack'),
    escalate: {
      ...does('Escalate', 'escalate', `--from ${incident.level}`),
      confirm: `Level ${nextLevel(incident)} is told now instead of later: ${nextAudience(incident)}.`,
    },
    escalateTo: does('Escalate …', 'escalate'),
    mitigate: does('Mitigated', 'mitigate'),
    unmitigate: does('Not mitigated', 'reopen', '--from mitigated'),
    resolve: does('Resolve', 'resolve'),
    reopen: {
      ...does('Reopen', 'reopen', '--from resolved'),
      confirm: `${name} goes back to triggered, and level ${first} is told again: ${audience(incident.policy.ladder[first - 1]?.notify ?? [])}.`,
    },
    update: does('Post update', 'update'),
    note: does('Add a note', 'note'),
    lead: does('Hand over', 'lead'),
    reminders: incident.remindersOff
      ? [does('Resume reminders', 'resume-reminders')]
      : ruleOf(incident).update === undefined
        ? []
        : [does('Snooze reminders', 'snooze')],
    merge: does('Merge into …', 'merge'),
    postmortem: does('Post-mortem', 'postmortem'),
    show: does('Details', 'show'),
    health: healthOffer(incident),
    rollback: rollbackOffers(incident),
  }
}

const severityOffers = (incident: Incident): Offer[] =>
  severities
    .filter(severity => incident.policy.severities[severity] && severity !== incident.severity)
    .map(severity => ({ label: severity, command: `incident severity ${incident.id} ${severity}` }))

/** Back to what ran before the deploy that came shortly before it. */
function rollbackOffers({ id, system, changedBefore }: Incident): Offer[] {
  if (changedBefore?.deployed === undefined) return []
  const { deployed } = changedBefore
  return [{ label: `Roll back ${deployed.service}`, command: rollBack({ system, ...deployed }, id) }]
}

/** How the environment of an incident does, with what helps there. */
export const healthOffer = ({ id, system, environment }: Incident): Offer => ({
  label: 'Health',
  command: `health --system ${system} --environment ${environment} --incident ${id}`,
})
