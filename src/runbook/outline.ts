import { type Runbook, type Step, stepsOf } from '../domain/runbook/runbook.ts'
import type { System } from '../domain/system.ts'
import type { Known } from './families/family.ts'
import { judge } from './judge.ts'
import { counted, oneLine, rowsOf, words } from './report.ts'
import { severityInWords } from './severities.ts'
import { otherTimes } from './severity-times.ts'

/**
 * A runbook as Belay reads it, to be read over: its procedures, what there is to do, and what Belay does of that; with
 * the system that it is of, where that has other times.
 */
export function outline(runbook: Runbook, known: Known, system?: System): string {
  const lines = runbook.procedures.flatMap(procedure => [
    '',
    procedure.path.join(' › '),
    ...procedure.alerts.map(alert => `  for the alert ${alert}`),
    ...stepsOf(procedure).flatMap(step => lineOf(step, known)),
  ])
  const severities = runbook.severities.map(row => `  ${severityInWords(row)}`)
  const others = system ? otherTimes(runbook, system) : []
  return [
    runbook.title || runbook.file,
    ...severities,
    ...others.map(({ place, message }) => `  line ${place.line}: ${message}`),
    ...lines,
    '',
    counted(rowsOf(runbook, known)),
    '',
  ].join('\n')
}

function lineOf(step: Step, known: Known): string[] {
  if (step.kind === 'item') return [`  ${'to do'.padEnd(8)} ${step.title}`]
  const verdict = judge(step, known)
  const why = verdict.class === 'byHand' ? `: ${verdict.reason}` : ''
  return [
    `  ${words[verdict.class].padEnd(8)} ${step.title || oneLine(step.text)}${why}`,
    ...verdict.troubles.map(
      ({ place, message }) => `  ${' '.repeat(8)} ${place.file}:${place.line}:${place.column} ${message}`,
    ),
  ]
}
