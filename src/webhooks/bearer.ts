import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request } from '../ports/http.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether a request carries this token, as `Authorization: Bearer …`; in constant time. */
export function bears({ headers }: Request, token: string): boolean {
  const given = /^bearer +(\S+) *$/i.exec(String(headers.authorization ?? ''))?.[1]
  return timingSafeEqual(digest(given ?? ''), digest(token)) && given !== undefined
}
