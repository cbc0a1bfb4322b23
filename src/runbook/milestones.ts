import type { Milestone } from '../domain/milestone-settings.ts'
import type { ItemStep, Part, Procedure } from '../domain/runbook/runbook.ts'
import { type Severity, severities } from '../domain/severity.ts'

/** The milestones that a procedure names: its items with a term, for the severities that stand above them. */
export const milestonesIn = (procedure: Procedure): Milestone[] =>
  procedure.parts.flatMap(part =>
    part.steps.flatMap(step =>
      step.kind === 'item' && step.withinMs !== undefined
        ? [milestoneOf(step, step.withinMs, severitiesOf(part, procedure))]
        : [],
    ),
  )

function milestoneOf(step: ItemStep, within: number, only: Severity[]): Milestone {
  const title = step.title.replace(/\s*\([^)]*\)|\s*\bwithin \d+ \w+/gi, '').trim() || step.title
  const isAfter = /post-?mortem|retrospective/i.test(title)
  const passed = passing(title)
  return {
    title,
    within,
    from: isAfter ? 'resolved' : 'opened',
    ...(only.length > 0 && { only }),
    ...(passed && !isAfter && { passed }),
    ...(step.notes.length > 0 && { notes: step.notes }),
  }
}

/** What its words say that happens to the incident then. */
function passing(title: string): Milestone['passed'] {
  if (/\backnowledg/i.test(title)) return 'acknowledged'
  return /\b(?:resol|mitigat|restor|recover)/i.test(title) ? 'mitigated' : undefined
}

/** "P3/P4 Incident": named by its label, else by its heading. */
function severitiesOf({ label }: Part, { path }: Procedure): Severity[] {
  const named = (text: string) =>
    severities.filter(severity => new RegExp(`\\b${severity}\\b`, 'i').test(text))
  const labelled = named(label)
  return labelled.length > 0 ? labelled : named(path.at(-1) ?? '')
}
