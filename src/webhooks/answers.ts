import type { Response } from '../ports/http.ts'
import type { TakenIn } from '../ports/intake.ts'

export const taken: Response = { status: 202 }
/** It came before: whoever sends it is to rest, and hears no difference. */
const repeated: Response = { status: 202, counted: 'repeated' }
/** To what was taken in, or was before. */
export const answerTo = (heard: TakenIn | 'repeated'): Response => (heard === 'repeated' ? repeated : taken)

export const forged: Response = { status: 401, body: 'The signature does not match.' }
export const unauthorised: Response = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Bearer' },
  body: 'The token is not ours.',
}

/** Our own fault, whatever it is: the sender keeps what it has, and comes again. */
export const comeAgain = (body: string): Response => ({ status: 503, headers: { 'Retry-After': '10' }, body })
