import { UserError } from '../../src/domain/errors.ts'
import { SaidSeverity, type Severity, severities } from '../../src/domain/severity.ts'
import type { System } from '../../src/domain/system.ts'

const atTheBeginning = /^(?:severity\s+)?((?:p|sev[ -]?)[1-4])(?=[\s:,]|$)/i
const atTheEnd = /\s((?:p|sev[ -]?|severity\s+)[1-4])[.!)]*$/i

/** The severity that a title begins or ends with, as people say it: "P1 checkout is slow". */
function saidIn(title: string): Severity | undefined {
  const said = atTheBeginning.exec(title) ?? atTheEnd.exec(title)
  return SaidSeverity.safeParse(said?.[1]).data
}

/** How bad it is: P2, or the worst that there is, where nobody said. In doubt it is asked. */
export function severityFor(
  system: System,
  { severity: given, title = '' }: { severity?: Severity | undefined; title?: string | undefined },
  again: (severity: Severity) => string,
): Severity {
  const known = severities.filter(severity => system.severities[severity])
  const offers = (of: Severity[]) => of.map(one => ({ label: one, command: again(one) }))
  const usual = known.includes('P2') ? 'P2' : known[0]!
  const severity = given ?? usual
  if (!known.includes(severity))
    throw new UserError(
      `${system.title} has no ${severity}; its severities are ${known.join(', ')}.`,
      ...offers(known),
    )
  const said = given === undefined ? saidIn(title) : undefined
  if (said === undefined || said === usual || !known.includes(said)) return severity
  throw new UserError(
    `The title says ${said}, but without --severity ${said} it would be a ${usual}. Which is it?`,
    ...offers([said, usual]),
  )
}
