import { type Duration, durationInWords, parseDuration } from '../domain/duration.ts'
import type { Runbook, SeverityRow, Trouble } from '../domain/runbook/runbook.ts'
import type { Severity } from '../domain/severity.ts'
import type { System } from '../domain/system.ts'

/** A time that a table of severities gives one of them; `clock` where the system file has a setting for it. */
export interface SeverityTime {
  severity: Severity
  /** The head of its column. */
  head: string
  duration: Duration
  clock?: 'acknowledge' | 'update'
}

const clocks: [RegExp, NonNullable<SeverityTime['clock']>][] = [
  [/updat|communicat/i, 'update'],
  [/respon|acknowl/i, 'acknowledge'],
]

/** The times in a row about one of P1 to P4: "15 minutes", "< 4 hours (24/7)", "every 30 min", "Next business day". */
export const timesIn = (row: SeverityRow): SeverityTime[] => {
  const { severity } = row
  return severity ? durationsIn(row).map(time => ({ severity, ...time })) : []
}

const durationsIn = ({ cells }: SeverityRow): Omit<SeverityTime, 'severity'>[] =>
  Object.entries(cells)
    .slice(1)
    .flatMap(([head, cell]) => {
      const duration = durationIn(cell)
      const clock = clocks.find(([form]) => form.test(head))?.[1]
      return duration ? [{ head, duration, ...(clock && { clock }) }] : []
    })

const durationIn = (cell: string): Duration | undefined =>
  parseDuration(
    cell
      .replace(/\([^)]*\)/g, '')
      .replace(/^\s*(?:within|in|under|less than|no later than|by|every|[<≤])\s*(?:the\s+)?/i, ''),
  )

const notCompared =
  'the times of this table are not compared with the system file: its levels are not P1 to P4, nor four that begin or end with Critical'

/**
 * Where a runbook's table gives a severity another time than the system file does, and where it has times and does not
 * tell of which of them; each once.
 */
export function otherTimes({ severities: rows }: Runbook, system: System): Trouble[] {
  const found = rows.flatMap((row): Trouble[] => {
    if (!row.severity && durationsIn(row).some(({ clock }) => clock))
      return [{ place: row.place, message: notCompared }]
    return timesIn(row).flatMap(({ severity, duration, clock }): Trouble[] => {
      const rule = system.severities[severity]
      if (!rule || !clock) return []
      const { acknowledge, update } = rule
      const own = clock === 'acknowledge' ? acknowledge : update === undefined ? undefined : { ms: update }
      const [here, there] = [durationInWords(duration), own ? durationInWords(own) : 'nothing']
      const message = `${severity}: ${here} by this table, and ${there} by severities.${severity}.${clock} of the system file`
      return here === there ? [] : [{ place: row.place, message }]
    })
  })
  return found.filter(({ message }, i) => found.findIndex(one => one.message === message) === i)
}
