import { encoded } from '../domain/encoded.ts'
/** The secrets of a request, by what stands in their place in it. */
export type Opened = [place: string, value: string][]

export const open = (secrets: ReadonlyMap<string, () => Promise<string>>): Promise<Opened> =>
  Promise.all([...secrets].map(async ([place, reveal]): Promise<[string, string]> => [place, await reveal()]))

export const filled = (text: string, opened: Opened): string =>
  opened.reduce((said, [place, value]) => said.replaceAll(place, () => value), text)

/** What an address answers may have in it what it was sent, whole or in parts, in one form or another. */
export const without = (opened: Opened, text: string): string =>
  opened.reduce(
    (left, [place, value]) =>
      textsIn(value).reduce(
        (all, part) => formsOf(part).reduce((rest, form) => rest.replaceAll(form, () => place), all),
        left,
      ),
    text,
  )

/** A value, and where it is one of JSON, what its members are. */
function textsIn(value: string): string[] {
  try {
    const members: unknown = JSON.parse(value)
    if (typeof members !== 'object' || members === null) return [value]
    return [value, ...Object.values(members).filter(one => typeof one === 'string' && one !== '')]
  } catch (error) {
    if (error instanceof SyntaxError) return [value]
    throw error
  }
}

const formsOf = (text: string): string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  encoded(text),
  base64(text),
]

export const base64 = (text: string): string => Buffer.from(text).toString('base64')
