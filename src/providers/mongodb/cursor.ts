import type { AbstractCursor, Document } from 'mongodb'
import { UserError } from '../../domain/errors.ts'
import { mostBytes, tooMuch } from '../too-much.ts'
import type { Call } from './expression.ts'

/** So many documents are read. */
export const most = 50

export const unknown = (name: string): UserError =>
  new UserError(
    `Belay reads nothing by ${name.slice(0, 40)}(): find, countDocuments, getIndexes, stats and their like it does.`,
  )

/** What a cursor is told further, and the first documents that it has. */
export async function cursor(
  found: AbstractCursor & { limit?(n: number): unknown },
  calls: Call[],
): Promise<unknown> {
  const told = found as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const { name, args } of calls) {
    if (name === 'explain') return told.explain!(args[0] ?? 'queryPlanner')
    if (name === 'toArray' || name === 'pretty') continue
    if (name === 'count' || name === 'size') return told.count!()
    if (!['sort', 'skip', 'limit', 'hint'].includes(name)) throw unknown(name)
    told[name]!(args[0])
  }
  return documentsOf(found as AsyncIterable<Document>, most)
}

/** So many documents of a cursor, as far as they are held: MongoDB itself answers with 16 MB at once at most. */
export async function documentsOf(
  found: AsyncIterable<Document>,
  count = Number.POSITIVE_INFINITY,
): Promise<Document[]> {
  const { BSON } = await import('mongodb')
  const all: Document[] = []
  let bytes = 0
  for await (const document of found) {
    bytes += BSON.calculateObjectSize(document)
    if (bytes > mostBytes) throw tooMuch()
    if (all.push(document) >= count) break
  }
  return all
}
