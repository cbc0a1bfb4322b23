import { clip } from '../../blocks/limits.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { People } from './faces.ts'
import type { Parsed } from './grammar.ts'
import { lineOf } from './line.ts'
import { quote } from './tokens.ts'

/** So many characters of a message are taken: a button has to carry it where it is asked which incident is meant. */
const longest = 1_900

/** Used on a message, a command about an incident takes its words as they are said, and by whom, where that is another one. */
export async function withMessage(
  parsed: Parsed,
  { message, user }: Invocation,
  people: Pick<People, 'member'>,
): Promise<Parsed> {
  const { rest } = parsed.command
  if (rest === undefined || !message?.text.trim()) return parsed
  const author = message.author === user ? undefined : message.author
  const name = author && ((await people.member(author))?.name ?? author)
  let said = clip(name ? `${name}: ${message.text}` : message.text, longest)
  while (quote(said).length > longest) said = clip(said, Math.floor(said.length * 0.9))
  return {
    ...parsed,
    options: { ...parsed.options, [rest]: said },
    remainder: lineOf('', { [rest]: said }).trim(),
  }
}
