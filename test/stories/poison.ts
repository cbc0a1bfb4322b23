import { ServerResponse } from 'node:http'
import type { World } from '../../sandbox/world.ts'

/** Whether a text is left as it is. */
export type Kept = (text: string) => boolean
/** What somebody outside has made of another. */
type Change = (text: string) => string

/** Times and numbers are read as such. */
export const figures: Kept = text => /^[\d.,:+\-TZ/%\s]*$/.test(text)
/** What Belay has to find again to go on: an id, an address, one of a few words. */
export const meaning: Kept = text =>
  figures(text) ||
  /^(?:[A-Z][A-Z0-9_.-]*|[a-z]+|arn:\S+|[a-z]+:\/\/\S+|[a-z]{1,8}-[0-9a-f]{6,}|[0-9a-f-]{12,}|sha256:\S+|\d{12}\.dkr\S+|\w+(?:Exception|Error|NotFound|Denied))$/.test(
    text,
  )

/** A document with every text in it changed, also where one is written within another. */
export function changed<T>(value: T, kept: Kept, change: Change): T
export function changed(value: unknown, kept: Kept, change: Change): unknown {
  const within = (inner: unknown) => changed(inner, kept, change)
  if (typeof value === 'string') {
    const document = /^\s*[[{]/.test(value) ? read(value) : undefined
    if (document !== undefined) return JSON.stringify(within(document))
    return kept(value) ? value : change(value)
  }
  if (Array.isArray(value)) return value.map(within)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, within(inner)]))
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
  return said.replace(/>([^<>]+)</g, (whole, text: string) =>
    kept(text) ? whole : `>${inXml(change(text))}<`,
  )
}

/** Has whatever a world's services answer hold changed texts, in every field there is; answers what ends it. */
export function poison({ postgres, mongodb, ...world }: World, kept: Kept, change: Change): () => void {
  const { aws, github, kubernetes, docker, alertmanager, endpoints } = world
  const services = [aws, github, kubernetes, docker, alertmanager, endpoints]
  const ports = new Set(services.map(({ url }) => Number(new URL(url).port)))
  mongodb.telling(found => changed(found, kept, change))
  // A column holds texts, or figures.
  postgres.telling(({ columns, rows }) => ({
    columns,
    rows: rows.map(row => row.map(cell => cell && changed(cell, kept, change))),
  }))
  const { end } = ServerResponse.prototype
  ServerResponse.prototype.end = function (this: ServerResponse, ...[said, ...more]: unknown[]) {
    const isTheirs = typeof said === 'string' && ports.has(this.socket?.localPort ?? 0)
    return end.apply(this, [isTheirs ? body(said, kept, change) : said, ...more] as never)
  } as typeof end
  return () => {
    ServerResponse.prototype.end = end
    mongodb.telling(found => found)
    postgres.telling(found => found)
  }
}
