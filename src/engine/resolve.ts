import { UserError } from '../domain/errors.ts'
import { type Incident, isIncidentId, isOpen, label } from '../domain/incident.ts'
import { isOfThese } from '../domain/routing.ts'
import { byWeight } from '../domain/weight.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Faces } from './command.ts'
import type { Parsed } from './grammar.ts'
import { again, noSystem } from './line-again.ts'
import { distinct, inhabitants } from './place.ts'

/** The incident that is meant, and the line without the word that named it. */
export async function resolveIncident(
  parsed: Parsed,
  invocation: Invocation,
  faces: Faces,
): Promise<{ incident: Incident; parsed: Parsed }> {
  const explicit = invocation.fields.incident || parsed.options.incident
  if (explicit) return { incident: await named(String(explicit), faces), parsed }

  const { channel, thread } = invocation
  const here = channel && thread ? await faces.incidents.byThread(channel, thread) : undefined
  const word = parsed.words[0]?.quoted ? undefined : parsed.words[0]?.value
  const naming = word ? namesIncident(word, parsed, invocation.fields, here !== undefined) : 'no'
  if (word && naming !== 'no') {
    const incident = await faces.incidents.find(reference(word))
    if (incident) return { incident, parsed: { ...parsed, words: parsed.words.slice(1) } }
    if (naming === 'surely') throw unknown(word)
  }
  return { incident: here ?? (await onlyOne(parsed, invocation, faces)), parsed }
}

async function named(given: string, faces: Faces): Promise<Incident> {
  const incident = await faces.incidents.find(reference(given))
  if (!incident) throw unknown(given)
  return incident
}

const unknown = (given: string) =>
  new UserError(`${missing(given)} Look it up in the list, as in: incident list`, {
    label: 'List incidents',
    command: 'incident list',
  })

/** Nobody knows one by its random id, which a button carries. */
const missing = (given: string): string =>
  isIncidentId(given) ? 'That incident is not known any more.' : `There is no incident ${given.slice(0, 40)}.`

const labelled = /^#?inc-?(\d+)$/i
const number = /^#?(\d+)$/
const reference = (text: string) => (labelled.exec(text) ?? number.exec(text))?.[1] ?? text

/**
 * Whether the first word may name an incident. A random id always does, also of one that is no longer known: what stands
 * on its card must not mean another; INC-42 and 42 do unless
 * the command wants just that there (a level, an incident to merge into), and 42 not where it begins a text in a thread.
 */
function namesIncident(
  word: string,
  parsed: Parsed,
  fields: Record<string, string>,
  inThread: boolean,
): 'surely' | 'maybe' | 'no' {
  if (isIncidentId(word)) return 'surely'
  if (!labelled.test(word) && !number.test(word)) return /^[\w-]{4,64}$/.test(word) ? 'maybe' : 'no'
  if (areArguments(parsed, fields)) return 'no'
  const beginsText = parsed.command.rest !== undefined && parsed.words.length > 1
  if (labelled.test(word) || !beginsText) return 'surely'
  return inThread ? 'no' : 'maybe'
}

/** Whether all the words do as arguments that are still wanted. Free text would take anything, and does not count. */
function areArguments({ command, words, options }: Parsed, fields: Record<string, string>): boolean {
  const { positional = [], rest, args } = command
  const wanted = positional.filter(name => !fields[name] && options[name] === undefined)
  const takes = (name: string, text: string) => args.shape[name]!.safeParse(text).success
  const [named, further] = [words.slice(0, wanted.length), words.slice(wanted.length)]
  if (!named.every(({ value }, i) => takes(wanted[i]!, value))) return false
  if (further.length === 0) return true
  const text = further.map(({ value }) => value).join(' ')
  return rest !== undefined && !takes(rest, 'INC-42') && takes(rest, text)
}

/** A refusal has room for so many buttons. */
const most = 5

async function onlyOne(parsed: Parsed, invocation: Invocation, faces: Faces): Promise<Incident> {
  const living = await inhabitants(invocation, faces)
  if (living.length === 0) throw noSystem(faces)
  const isHere = (incident: Incident) =>
    living.some(
      ({ system, environment }) =>
        system.system === incident.system && isOfThese(incident, [environment], system),
    )
  const systems = distinct(living).map(({ system }) => system)
  const open = (await faces.incidents.open(systems)).filter(incident => isOpen(incident) && isHere(incident))
  if (open.length === 1) return open[0]!
  if (open.length === 0)
    throw new UserError(`No incident is open here. Name one, as in: ${parsed.command.name} INC-42`, {
      label: 'List incidents',
      command: 'incident list',
    })
  const shown = open.length > most ? most - 1 : most
  throw new UserError(
    `Which incident? ${open.length} are open here.`,
    ...open
      .sort(byWeight)
      .slice(0, shown)
      .map(incident => ({
        label: `${label(incident)} ${incident.severity} ${incident.title}`,
        command: again(parsed, invocation, `--incident ${incident.id}`),
      })),
    ...(open.length > shown ? [{ label: 'List incidents', command: 'incident list' }] : []),
  )
}
