import { inWords } from '../src/domain/duration.ts'
import type { ChangedBefore, Incident } from '../src/domain/incident.ts'
import { shiftIn } from './run-planned.ts'

/** What was changed shortly before an incident began, and how long before: "deploy of api-gateway (41 → 42)", "12 min". */
export function changedBefore({
  changedBefore: change,
  openedAt,
}: Incident): { what: string; before: string; change: ChangedBefore } | undefined {
  return (
    change && {
      what: `${change.label}${shiftIn(change)}`,
      before: inWords(Math.max(0, openedAt - change.at)),
      change,
    }
  )
}
