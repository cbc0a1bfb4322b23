import { OutsideError } from '../../domain/errors.ts'
import type { Finding } from '../../ports/probes.ts'
import { type TimeLimit, within } from './call.ts'
import { isMissing } from './failure.ts'

/** What a look found, without what it was about and how long it took. */
export type Found = Omit<Finding, 'what' | 'ms'>

/** Looks within a time; what AWS does not tell is unknown, with the reason, and what it does not have is `missing`. */
export async function looked(
  what: string,
  timeoutMs: number,
  look: (limit: TimeLimit) => Promise<Found>,
  missing: Finding['state'] = 'down',
): Promise<Finding> {
  const began = performance.now()
  const found = await look(within(timeoutMs)).catch(
    (error): Found => ({ state: isMissing(error) ? missing : 'unknown', detail: inWords(error) }),
  )
  return { ...found, what, ms: performance.now() - began }
}

export function inWords(error: unknown): string {
  if (error instanceof OutsideError) return error.message
  throw error
}
