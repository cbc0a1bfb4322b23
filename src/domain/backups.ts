import { z } from 'zod'
import { counted } from './counted.ts'
import { inWords, Milliseconds } from './duration.ts'
import { lastUpTo, recurring } from './recurrence.ts'

/** What the team relies on of backups that are made outside of Belay: when, and for how long each is kept. */
export const Backups = z.strictObject({ ...recurring, retention: Milliseconds })
export type Backups = z.infer<typeof Backups>

/** So long one may take until it is listed, in milliseconds. */
const takesMs = 3_600_000

/** How backups are that are listed by names that tell in UTC when each was made, as in backup-2024-01-01T10-00-00. */
export function backupsIn(list: string, { at, zone, retention }: Backups, now: number): string[] {
  const ages = [...list.matchAll(/(\d{4}-\d\d-\d\dT\d\d)[:-](\d\d)[:-](\d\d)/g)]
    .map(([, hour, minute, second]) => now - Date.parse(`${hour}:${minute}:${second}Z`))
    .filter(age => !Number.isNaN(age))
  if (ages.length === 0) return ['No backup is listed that tells when it was made.']
  const latest = Math.min(...ages)
  const due = lastUpTo({ at, zone }, now - takesMs)
  const isMissing = due !== undefined && latest > now - due
  const old = ages.filter(age => age > retention).length
  return [
    isMissing
      ? `⚠️ The latest of ${counted(ages.length, 'backup')} is ${inWords(latest)} old, and one was due ${inWords(now - due)} ago.`
      : `The latest of ${counted(ages.length, 'backup')} is ${inWords(latest)} old, as it should be.`,
    ...(old > 0
      ? [
          `⚠️ ${counted(old, 'backup')} of them ${old === 1 ? 'is' : 'are'} older than ${inWords(retention)}, for which they are kept.`,
        ]
      : []),
  ]
}
