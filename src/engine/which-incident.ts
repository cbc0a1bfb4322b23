import { ManyOpenError, UserError } from '../domain/errors.ts'
import { type Incident, isIncidentId, isOpen, label } from '../domain/incident.ts'
import { bare } from '../domain/incident-name.ts'
import { isOfThese } from '../domain/routing.ts'
import { byWeight } from '../domain/weight.ts'
import type { Invocation } from '../ports/invocation.ts'
import { textOf } from './arguments.ts'
import type { Faces } from './command.ts'
import type { Parsed } from './grammar.ts'
import { lineOf } from './line.ts'
import { again, noSystem } from './line-again.ts'
import { distinct, inhabitants } from './place.ts'

const inTheList = { label: 'List incidents', command: 'incident list' }

/** A refusal has room for so many buttons. */
const most = 5

/** The incidents that are open in the place where it was asked. */
export async function openHere(invocation: Invocation, faces: Faces): Promise<Incident[]> {
  const living = await inhabitants(invocation, faces)
  if (living.length === 0) throw noSystem(faces)
  const isHere = (incident: Incident) =>
    living.some(
      ({ system, environment }) =>
        system.system === incident.system && isOfThese(incident, [environment], system),
    )
  const systems = distinct(living).map(({ system }) => system)
  return (await faces.incidents.open(systems)).filter(incident => isOpen(incident) && isHere(incident))
}

/** The only one of them; with none or several, a `UserError` that says how to name one. */
export function onlyOne(open: Incident[], parsed: Parsed, invocation: Invocation): Incident {
  if (open.length === 1) return open[0]!
  if (open.length === 0)
    throw new UserError(`No incident is open here. Name one, as in: ${parsed.command.name} INC-42`, inTheList)
  const asked = `Which incident? ${open.length} are open here.`
  const offers = open.sort(byWeight).map(incident => ({
    label: `${label(incident)} ${incident.severity} ${incident.title}`,
    command: again(parsed, invocation, `--incident ${incident.id}`),
  }))
  if (open.length <= most) throw new UserError(asked, ...offers)
  const line = again(parsed, invocation, '')
  const another = { label: 'Another one', command: line }
  throw new ManyOpenError(asked, open, line, ...offers.slice(0, most - 1), another)
}

/** Nobody knows one by its random id, which a button carries. */
export const unknown = (given: string): UserError =>
  new UserError(
    `${isIncidentId(given) ? 'That incident is not known any more.' : `There is no incident ${bare(given).slice(0, 40)}.`} Look it up in the list, as in: incident list`,
    inTheList,
  )

/** The first word names an incident, or the text about another one begins with it: whoever wrote it knows. */
export function inDoubt(named: Incident | undefined, other: Incident, parsed: Parsed): UserError {
  const [word, ...left] = parsed.words
  const of = (incident: Incident, words: Parsed['words']) => {
    const text = textOf(words)
    const { name, rest } = parsed.command
    return {
      label: `${label(incident)}: ${text}`,
      command: lineOf(name, { ...parsed.options, incident: incident.id, [rest!]: text }),
    }
  }
  const number = bare(word!.value)
  const asked = named
    ? `Is ${number} the incident, or does your text about ${label(other)} begin with it?`
    : `There is no incident ${number}. Does your text about ${label(other)} begin with it?`
  return new UserError(
    asked,
    ...(named ? [of(named, left)] : []),
    of(other, parsed.words),
    ...(named ? [] : [inTheList]),
  )
}

/** A command is about one incident: each of those that were named can be taken on its own. */
export const oneAtATime = (names: string[], { command }: Parsed): UserError =>
  new UserError(
    `${command.name} is about one incident at a time, as in: ${command.name} ${bare(names[0]!)}`,
    ...names.slice(0, most).map(name => ({ label: bare(name), command: `${command.name} ${bare(name)}` })),
  )
