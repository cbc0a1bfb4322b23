import { type Actor, type Incident, isOpen, isSame, label } from '../src/domain/incident.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { type Line, user, type Word, words } from './rich.ts'

/** Whoever leads is asked, and nobody else: groups are pinged by the ladder only. */
export const toLead = ({ lead }: Incident): (Word | string)[] => to(lead)

const to = (actor: Actor | undefined): (Word | string)[] =>
  actor?.via === 'slack' && actor.id ? [user(actor.id), ' '] : []

/** What an entry means to somebody who did not do it themself, said to them; undefined when it means nothing to anybody. */
export function mention(entry: Entry, incident: Incident): Line | undefined {
  if (entry.kind !== 'merged' || !isOpen(incident) || !incident.lead || isSame(incident.lead, entry.by))
    return undefined
  const nobody = entry.unattended ? `Nobody had ${label(entry.from)}: ` : ''
  return { words: words(...toLead(incident), `${nobody}whoever leads this has both now.`) }
}
