import { Refusal } from './refusal.ts'

interface PageOf<T> {
  items: T[]
  response_metadata: { next_cursor: string }
}

/** One page of a list and the cursor to the next, which is empty at the end. A cursor points at an item by its key. */
export function pageOf<T>(
  all: T[],
  limit: number,
  cursor: string | undefined,
  key: (item: T) => string,
): PageOf<T> {
  const from = cursor === undefined ? 0 : all.findIndex(item => cursorTo(key(item)) === cursor)
  if (from < 0) throw new Refusal('invalid_cursor')
  const next = all[from + limit]
  return {
    items: all.slice(from, from + limit),
    response_metadata: { next_cursor: next ? cursorTo(key(next)) : '' },
  }
}

const cursorTo = (key: string): string => Buffer.from(`next:${key}`).toString('base64')
