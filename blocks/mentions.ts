import { type Actor, isSame, slackIdOf } from '../src/domain/actor.ts'
import { type Incident, isOpen, label } from '../src/domain/incident.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { type Line, user, type Word, words } from './rich.ts'

/** Whoever leads is asked, and nobody else: groups are pinged by the ladder only. */
export const toLead = ({ lead }: Incident): (Word | string)[] => to(lead)

function to(actor: Actor | undefined): (Word | string)[] {
  const id = actor && slackIdOf(actor)
  return id === undefined ? [] : [user(id), ' ']
}

/** What an entry means to people who did not do it themselves, said to them; undefined when it means nothing to anybody. */
export function mention(entry: Entry, incident: Incident): Line | undefined {
  switch (entry.kind) {
    case 'lead':
      return handover(entry, incident)
    case 'merged': {
      if (!isOpen(incident) || !incident.lead || isSame(incident.lead, entry.by)) return undefined
      const nobody = entry.unattended ? `Nobody had ${label(entry.from)}: ` : ''
      return { words: words(...toLead(incident), `${nobody}whoever leads this has both now.`) }
    }
    default:
      return undefined
  }
}

/** To whoever leads now and whoever does no longer, unless it was their own doing. */
function handover(
  { lead, from, by }: Extract<Entry, { kind: 'lead' }>,
  incident: Incident,
): Line | undefined {
  const isTheirs = isOpen(incident) && isSame(incident.lead, lead)
  const given = isTheirs && !isSame(lead, by) ? to(lead) : []
  const taken = isTheirs && from && !isSame(from, by) ? to(from) : []
  if (given.length + taken.length === 0) return undefined
  const both = given.length > 0 && taken.length > 0
  return {
    words: words(
      ...given,
      given.length > 0 ? 'it is yours now.' : '',
      both ? ' ' : '',
      ...taken,
      taken.length > 0 ? 'it is no longer yours.' : '',
    ),
  }
}
