import { OutsideError } from '../domain/errors.ts'
import type { Finding } from '../ports/probes.ts'
import { latency } from './latency.ts'

/** What a look found, without what it was about and how long it took. */
export type Found = Omit<Finding, 'what' | 'ms'>

/** Looks within a time, however many calls it takes; what cannot be found out is unknown, with the reason. */
export async function looked(what: string, timeoutMs: number, look: () => Promise<Found>): Promise<Finding> {
  const began = performance.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Found>(resolve => {
    const detail = `no answer in ${latency(timeoutMs)}`
    timer = setTimeout(() => resolve({ state: 'unknown', detail }), timeoutMs)
  })
  const found = look().catch((error): Found => {
    if (error instanceof OutsideError) return { state: 'unknown', detail: error.message }
    throw error
  })
  try {
    return { ...(await Promise.race([found, late])), what, ms: performance.now() - began }
  } finally {
    clearTimeout(timer)
  }
}
