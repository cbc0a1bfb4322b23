import { createHash } from 'node:crypto'
import { canonical } from '../domain/canonical.ts'
import type { AuditEntry } from '../ports/store.ts'

/** An entry of the audit as it is kept: what was written, its SHA-256, and the heads of the chain before and with it. */
export interface Link {
  id: string
  entry: string
  sha256: string
  before: string
  head: string
}

/** Whether a chain is whole: up to which head, or where it breaks and how. */
export type Verdict = { ok: true; head: string } | { ok: false; id: string; why: string }

export const digest = (entry: string): string => createHash('sha256').update(entry).digest('hex')

/** The head of a chain once an entry of this digest follows: what `audit.lua` makes of both. */
export const headAfter = (before: string, sha256: string): string =>
  createHash('sha1')
    .update(before + sha256)
    .digest('hex')

/** Entries as the scripts read them. */
export const auditArgs = (entries: AuditEntry[]): (string | number)[] => [
  entries.length,
  ...entries.map(canonical).flatMap(entry => [entry, digest(entry)]),
]

/**
 * Follows a chain from its beginning, or from a head: one that was noted earlier outside of Redis, or that of the first
 * entry where those before it are no longer kept. It has to come to `kept`, the head that Redis had beside it before it
 * was asked for: else its end is missing. Whoever can write to Redis can write a new chain that is whole: only
 * comparing with a head that was noted elsewhere tells.
 */
export function verifyAudit(links: Link[], from = '', kept?: string): Verdict {
  let head = from
  const known = links.findIndex(link => link.head === from)
  for (const { id, entry, sha256, before, head: claimed } of links.slice(known + 1)) {
    if (digest(entry) !== sha256) return { ok: false, id, why: 'the entry is not what was written' }
    if (before !== head || headAfter(before, sha256) !== claimed)
      return { ok: false, id, why: 'something before the entry is missing or was changed' }
    head = claimed
  }
  const last = links.at(-1)
  const comesTo = last ? links.some(link => link.head === kept) : kept === from
  if (kept !== undefined && !comesTo)
    return { ok: false, id: last?.id ?? '0-0', why: 'what followed the entry is missing' }
  return { ok: true, head }
}

/**
 * The same where the beginning was not asked for: then it is followed from what the first that is there says was before
 * it. That this was so, an anchor tells.
 */
export const verifyLatest = (links: Link[], kept: string): Verdict =>
  verifyAudit(links, links[0]?.before ?? '', kept)

/**
 * The same for all that is kept. Of what is older than `dueBefore` the last one stays: where the first that is there is
 * younger, and says that something was before it, its beginning was cut off.
 */
export function verifyKept(links: Link[], kept: string, dueBefore: number): Verdict {
  const verdict = verifyLatest(links, kept)
  const [first] = links
  if (!verdict.ok || !first || first.before === '' || readEntry(first).at < dueBefore) return verdict
  return { ok: false, id: first.id, why: 'what was before the entry is missing, and was not due to go' }
}

export const readLink = ([id, fields]: [string, string[]]): Link => {
  const field = (name: string) => fields[fields.indexOf(name) + 1] ?? ''
  return { id, entry: field('entry'), sha256: field('sha256'), before: field('before'), head: field('head') }
}

export const readEntry = (link: Link): AuditEntry & { id: string } => ({
  ...(JSON.parse(link.entry) as AuditEntry),
  id: link.id,
})
