import { randomBytes } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** An id as Slack's look: its kind's letters, then ten random ones. */
export const newId = (kind: string): string =>
  kind + [...randomBytes(10)].map(byte => alphabet[byte % alphabet.length]).join('')

/** Slack's time stamps: seconds with six decimals, each later than the one before. */
export function createTime(now: () => number): () => string {
  let last = 0
  return () => {
    last = Math.max(Math.floor(now()) * 1000, last + 1)
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
  }
}
