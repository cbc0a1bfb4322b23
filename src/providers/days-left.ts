import { counted } from '../domain/counted.ts'
import type { Finding } from '../ports/probes.ts'

const day = 86_400_000
/** With fewer days left it is soon, or too late to wait. */
const soonDays = 30
const lateDays = 7

/** How long a certificate still is one: "61 days", "ended 3 days ago". Times are milliseconds since the epoch. */
export function daysLeft(
  notAfter: number,
  now: number,
): { state: Extract<Finding['state'], 'fine' | 'slow' | 'down'>; words: string } {
  const days = Math.floor((notAfter - now) / day)
  const count = Math.abs(days)
  const words = counted(count, 'day')
  return {
    state: days < lateDays ? 'down' : days < soonDays ? 'slow' : 'fine',
    words: days >= 0 ? words : `ended ${words} ago`,
  }
}
