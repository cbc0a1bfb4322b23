import { isIncidentId } from '../domain/incident.ts'
import { incidentNumber, isLabel, isNumber } from '../domain/incident-name.ts'
import type { Parsed } from './grammar.ts'
import type { Word } from './tokens.ts'

/**
 * What the first word may be. `name`: an incident and nothing else. `id`: perhaps the id of one. `beginning`: a number
 * that names an incident, or begins a text. `misfit`: a number where another argument is wanted. `other`: no incident.
 */
export type Naming = 'name' | 'id' | 'beginning' | 'misfit' | 'other'

export function namingOf(parsed: Parsed, fields: Record<string, string>): Naming {
  const { words, command } = parsed
  const [first, ...others] = words
  if (!first) return 'other'
  const { value, quoted } = first
  if (quoted && !isLabel(value)) return 'other'
  // Also one that is no longer known: what stands on its card must not mean another.
  if (isIncidentId(value)) return 'name'
  if (!isLabel(value) && !isNumber(value)) return /^[\w-]{4,64}$/.test(value) ? 'id' : 'other'
  if (areArguments(parsed, fields)) return 'other'
  if (isLabel(value)) return 'name'
  if (takesText(parsed)) return others.length === 0 || value.endsWith(':') ? 'name' : 'beginning'
  const wants = command.rest !== undefined || wanted(parsed, fields).length > 0
  return !wants || (others.length > 0 && areArguments({ ...parsed, words: others }, fields))
    ? 'name'
    : 'misfit'
}

const separators = /^(?:and|or|plus|[&+,/]+)$/i

/** The incidents that the words name, where they say nothing else: "INC-41 and INC-42". */
export function namedTogether({ words }: Parsed): string[] {
  const names = words.map(({ value }) => value).filter(value => !separators.test(value))
  return names.every(name => incidentNumber(name) !== undefined) ? names : []
}

/** "INC 42" is one word, as "INC-42" is; "incident 3" is no more than its number. */
export function inOneWord([first, second, ...others]: Word[]): Word[] {
  if (!first || !second) return first ? [first] : []
  const [, name] = first.quoted ? [] : (/^#?(inc|incident)[-–—:#]*$/i.exec(first.value) ?? [])
  if (name === undefined || second.quoted || !isNumber(second.value))
    return [first, ...inOneWord([second, ...others])]
  const value = name.toLowerCase() === 'inc' ? `INC-${second.value}` : second.value
  const prose = `${first.prose}${second.gap}${second.prose}`
  return [{ ...first, value, prose, to: second.to }, ...inOneWord(others)]
}

/** Whether what is left of the line is a text, which takes anything. */
export const takesText = ({ command: { rest, args } }: Parsed): boolean =>
  rest !== undefined && args.shape[rest]!.safeParse('INC-42').success

const wanted = ({ command, options }: Parsed, fields: Record<string, string>): string[] =>
  (command.positional ?? []).filter(name => !fields[name] && options[name] === undefined)

/** Whether all the words do as arguments that are still wanted. Free text would take anything, and does not count. */
function areArguments(parsed: Parsed, fields: Record<string, string>): boolean {
  const { command, words } = parsed
  const takes = (name: string, text: string) => command.args.shape[name]!.safeParse(text).success
  const open = wanted(parsed, fields)
  const [named, further] = [words.slice(0, open.length), words.slice(open.length)]
  if (!named.every(({ value }, i) => takes(open[i]!, value))) return false
  if (further.length === 0) return true
  const text = further.map(({ value }) => value).join(' ')
  return command.rest !== undefined && !takesText(parsed) && takes(command.rest, text)
}
