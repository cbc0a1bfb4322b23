import { ServerResponse } from 'node:http'
import type { World } from '../../sandbox/world.ts'

/** Whether a text is left as it is; `at` is the name of its field, behind those that it stands in. */
export type Kept = (text: string, at: string) => boolean
/** What somebody outside has made of another. */
type Change = (text: string) => string

/** Times and numbers are read as such. */
export const figures: Kept = text => /^[\d.,:+\-TZ/%\s]*$/.test(text)
/** What Belay has to find again to go on: an id, an address, one of a few words. */
export const meaning: Kept = (text, at) =>
  figures(text, at) ||
  /^(?:[A-Z][A-Z0-9_.-]*|[a-z]+|arn:\S+|[a-z]+:\/\/\S+|[a-z]{1,8}-[0-9a-f]{6,}|[0-9a-f-]{12,}|sha256:\S+|\d{12}\.dkr\S+|\w+(?:Exception|Error|NotFound|Denied))$/.test(
    text,
  )

/** A document with every text in it changed, also where one is written within another. */
export function changed<T>(value: T, kept: Kept, change: Change, at?: string): T
export function changed(value: unknown, kept: Kept, change: Change, at = ''): unknown {
  const within = (inner: unknown, name = '') => changed(inner, kept, change, name ? `${at}.${name}` : at)
  if (typeof value === 'string') {
    const document = /^\s*[[{]/.test(value) ? read(value) : undefined
    if (document !== undefined) return JSON.stringify(within(document))
    return kept(value, at) ? value : change(value)
  }
  if (Array.isArray(value)) return value.map(one => within(one))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, within(inner, name)]))
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;' }
/** XML has no way to write controls and halves of characters. */
const inXml = (text: string) =>
  text
    .replace(/(?![\n\t\r])[\p{Cc}\p{Cs}]/gu, '')
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replace(/[<>]/g, sign => entities[sign]!)

function body(said: string, kept: Kept, change: Change): string {
  if (!/^\s*</.test(said)) return changed(said, kept, change)
  return said.replace(/<(\w+)>([^<>]+)</g, (whole, name: string, text: string) =>
    kept(text, name) ? whole : `<${name}>${inXml(change(text))}<`,
  )
}

const { end } = ServerResponse.prototype
/** What becomes of what is answered at a port, of any world there is. */
const answering = new Map<number, (said: string) => string>()

/** Has whatever a world's services answer hold changed texts, in every field there is; answers what ends it. */
export function poison({ postgres, mongodb, ...world }: World, kept: Kept, change: Change): () => void {
  const { aws, github, kubernetes, docker, alertmanager, endpoints } = world
  const services = [aws, github, kubernetes, docker, alertmanager, endpoints]
  const ports = services.map(({ url }) => Number(new URL(url).port))
  mongodb.telling(found => changed(found, kept, change))
  // A column holds texts, or figures.
  postgres.telling(({ columns, rows }) => ({
    columns,
    rows: rows.map(row => row.map(cell => cell && changed(cell, kept, change))),
  }))
  for (const port of ports) answering.set(port, said => body(said, kept, change))
  ServerResponse.prototype.end = function (this: ServerResponse, ...[said, ...more]: unknown[]) {
    const change = answering.get(this.socket?.localPort ?? 0)
    return end.apply(this, [change && typeof said === 'string' ? change(said) : said, ...more] as never)
  } as typeof end
  return () => {
    for (const port of ports) answering.delete(port)
    if (answering.size === 0) ServerResponse.prototype.end = end
    mongodb.telling(found => found)
    postgres.telling(found => found)
  }
}
