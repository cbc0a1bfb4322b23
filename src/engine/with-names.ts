import { OutsideError } from '../domain/errors.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { People } from './faces.ts'

const unnamed = /<@([UW][A-Z0-9]+)>/g

/** So many are looked up. */
const most = 20

/** What was asked with the names of those it mentions: Slack hands on their ids alone. */
export async function withNames(asked: Invocation, people: Pick<People, 'member'>): Promise<Invocation> {
  const { text, message } = asked
  const ids = [...`${text} ${message?.text ?? ''}`.matchAll(unnamed)].map(([, id]) => id!)
  const found = await Promise.all(
    [...new Set(ids)].slice(0, most).map(async id => [id, await nameOf(id, people)]),
  )
  const names = new Map(found as [string, string | undefined][])
  const named = (said: string) =>
    said.replace(unnamed, (raw, id: string) => {
      const name = names.get(id)?.replace(/[<>|&]/g, '')
      return name ? `<@${id}|${name}>` : raw
    })
  return {
    ...asked,
    text: named(text),
    ...(message && { message: { ...message, text: named(message.text) } }),
  }
}

/** Without a name the id does. */
async function nameOf(id: string, people: Pick<People, 'member'>): Promise<string | undefined> {
  try {
    return (await people.member(id))?.name
  } catch (error) {
    if (error instanceof OutsideError) return undefined
    throw error
  }
}
