import { type Incident, isOpen } from '../domain/incident.ts'
import { incidentNumber } from '../domain/incident-name.ts'
import type { Invocation } from '../ports/invocation.ts'
import { rawArguments, validated } from './arguments.ts'
import type { Faces } from './command.ts'
import type { Parsed } from './grammar.ts'
import { inOneWord, namedTogether, namingOf, takesText } from './incident-word.ts'
import { inDoubt, oneAtATime, onlyOne, openHere, unknown } from './which-incident.ts'

interface Resolved {
  incident: Incident
  parsed: Parsed
}

/** The incident that is meant, and the line without the word that named it. */
export async function resolveIncident(
  typed: Parsed,
  invocation: Invocation,
  faces: Faces,
): Promise<Resolved> {
  const { channel, thread, fields } = invocation
  const explicit = fields.incident || typed.options.incident
  if (explicit) return { incident: await named(String(explicit), faces), parsed: typed }

  const parsed = { ...typed, words: inOneWord(typed.words) }
  const together = takesText(parsed) ? namedTogether(parsed) : []
  if (together.length > 1) throw oneAtATime(together, parsed)
  const here = channel && thread ? await faces.incidents.byThread(channel, thread) : undefined
  const asked = async (): Promise<Resolved> => ({
    incident: here ?? onlyOne(await openHere(invocation, faces), parsed, invocation),
    parsed,
  })
  const naming = namingOf(parsed, fields)
  if (naming === 'other') return asked()

  const [word, ...words] = parsed.words
  const found = await find(word!.value, faces)
  const said = found && { incident: found, parsed: { ...parsed, words } }
  switch (naming) {
    case 'name':
      if (!said) throw unknown(word!.value)
      return said
    case 'id':
      return said ?? asked()
    case 'misfit':
      if (said && !here && isOpen(said.incident)) return said
      validated(parsed.command, rawArguments(parsed, fields))
      return asked()
    case 'beginning': {
      const ends = parsed.command.about === 'incident' && parsed.command.ends
      if (here) {
        if (!ends) return asked()
        if (said?.incident.id === here.id) return said
        throw inDoubt(found, here, parsed)
      }
      const open = await openHere(invocation, faces)
      if (said && (isOpen(said.incident) || open.length === 0)) return said
      const other = onlyOne(open, parsed, invocation)
      if (said || ends) throw inDoubt(found, other, parsed)
      return { incident: other, parsed }
    }
  }
}

const find = (text: string, faces: Faces) => faces.incidents.find(incidentNumber(text) ?? text)

async function named(given: string, faces: Faces): Promise<Incident> {
  const incident = await find(given, faces)
  if (!incident) throw unknown(given)
  return incident
}
