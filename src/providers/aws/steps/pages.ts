import { within } from '../call.ts'
import { ask } from '../failure.ts'
import type { Spoken } from './clients.ts'

const callMs = 15_000
/** So many pages of an answer are read. */
const mostPages = 10

type Made = new (input: object) => object
type Page = Record<string, unknown>

export interface Paged {
  service: string
  name: string
  input: object
}

/** What an operation answers, over as many pages as it takes, in one time limit. */
export async function pagesOf({ client, sdk }: Spoken, { service, name, input }: Paged): Promise<Page> {
  const Command = sdk[`${name}Command`] as Made
  const limit = within(callMs)
  const call = {
    action: `${service}:${name}`,
    resource: service,
    about: `${['such thing', ...namesIn(input)].join(' ')} (${service}:${name})`,
    allow: { Resource: '*' },
  }
  const pages: Page[] = []
  let token: Page = {}
  do {
    const { $metadata: _, ...page } = await ask(call, limit, abortSignal =>
      client.send(new Command({ ...input, ...token }), { abortSignal }),
    )
    pages.push(page)
    token = nextOf(page, token)
  } while (Object.keys(token).length > 0 && pages.length < mostPages)
  return together(pages)
}

/** What is asked about, as far as it is named. */
const namesIn = (input: object): string[] => {
  const names = Object.values(input).filter(value => typeof value === 'string')
  return names.length > 0 ? ['as', names.join(', ').slice(0, 200)] : []
}

/** By which the next page is asked for. */
const tokens = ['nextToken', 'NextToken', 'Marker', 'NextMarker', 'NextContinuationToken'] as const
const asked: Record<string, string> = { NextMarker: 'Marker', NextContinuationToken: 'ContinuationToken' }

/** What the next page is asked with; nothing on the last one. */
function nextOf(page: Page, before: Page): Page {
  const found = tokens.find(name => typeof page[name] === 'string' && page[name] !== '')
  if (found === undefined || page[found] === Object.values(before)[0]) return {}
  return { [asked[found] ?? found]: page[found] }
}

/** Lists of the same name one after the other; the rest as the first page has it. */
function together([first = {}, ...others]: Page[]): Page {
  const all = { ...first }
  for (const page of others)
    for (const [name, value] of Object.entries(page)) {
      const before = all[name]
      if (Array.isArray(value)) all[name] = [...(Array.isArray(before) ? before : []), ...value]
    }
  for (const name of tokens) delete all[name]
  return all
}
