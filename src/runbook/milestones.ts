import type { Milestone } from '../domain/milestone-settings.ts'
import { type ItemStep, type Procedure, type Step, stepsOf, stepTitle } from '../domain/runbook/runbook.ts'
import { type Severity, severities } from '../domain/severity.ts'
import { type SeverityTime, timesIn } from './severity-times.ts'
import { type Term, termIn, withoutTerm } from './terms.ts'

/** The milestones of a procedure and of those below it: what has a term, for the severities that stand above it. */
export const milestonesUnder = (procedures: Procedure[], id: string): Milestone[] =>
  procedures.filter(one => one.id === id || one.id.startsWith(`${id}/`)).flatMap(milestonesIn)

/** An item with a term is one, and so is a heading or a label with one, whose items say what there is to it. */
const milestonesIn = (procedure: Procedure): Milestone[] => [
  ...(procedure.severities ?? []).flatMap(timesIn).flatMap(ofSeverity),
  ...named(procedure.path.at(-1) ?? '', stepsOf(procedure), severitiesOf('', procedure)),
  ...procedure.parts.flatMap(part => {
    const only = severitiesOf(part.label, procedure)
    return [
      ...named(part.label, part.steps, only),
      ...part.steps.flatMap(step =>
        step.kind === 'item' && step.within !== undefined ? [milestoneOf(step, step.within, only)] : [],
      ),
    ]
  }),
]

/** A column of a table of severities: for what the system file has a clock of its own, that is it. */
function ofSeverity({ severity, head, duration, clock }: SeverityTime): Milestone[] {
  if (clock) return []
  const title = head.replace(/\s*\b(?:time|target)s?\b/gi, '').trim() || head
  return [milestoneOf({ title, notes: [] }, 'ms' in duration ? duration.ms : duration, [severity])]
}

function named(title: string, steps: Step[], only: Severity[]): Milestone[] {
  const within = termIn(title)
  if (within === undefined) return []
  return [milestoneOf({ title, notes: steps.map(stepTitle) }, within, only)]
}

function milestoneOf(
  { title: text, notes }: Pick<ItemStep, 'title' | 'notes'>,
  within: Term,
  only: Severity[],
): Milestone {
  const title = withoutTerm(text)
  const isAfter = /post-?mortem|retrospective/i.test(title)
  const passed = passing(title)
  return {
    title,
    within,
    from: isAfter ? 'resolved' : 'opened',
    ...(only.length > 0 && { only }),
    ...(passed && !isAfter && { passed }),
    ...(notes.length > 0 && { notes }),
  }
}

/** What its words say that happens to the incident then. */
function passing(title: string): Milestone['passed'] {
  if (/\backnowledg/i.test(title)) return 'acknowledged'
  return /\b(?:resol|mitigat|restor|recover)/i.test(title) ? 'mitigated' : undefined
}

/** "P3/P4 Incident": named by its label, else by its heading. */
function severitiesOf(label: string, { path }: Procedure): Severity[] {
  const named = (text: string) =>
    severities.filter(severity => new RegExp(`\\b${severity}\\b`, 'i').test(text))
  const labelled = named(label)
  return labelled.length > 0 ? labelled : named(path.at(-1) ?? '')
}
