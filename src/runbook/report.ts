import { counted as said } from '../domain/counted.ts'
import type { Risk } from '../domain/run/plan.ts'
import { type CommandStep, type Runbook, stepsOf } from '../domain/runbook/runbook.ts'
import { riskOfAll, type StepClass, type Verdict } from '../domain/runbook/verdict.ts'
import type { Known } from './families/family.ts'
import { isOwn } from './families/task.ts'
import { judge } from './judge.ts'

/** One command of a runbook, and what Belay makes of it. */
export interface Row {
  line: number
  procedure: string
  step: string
  class: StepClass
  operation: string
  risk: Exclude<Risk, 'mild'>
  reason: string
  troubles: string[]
}

export function rowsOf(runbook: Runbook, known: Known): Row[] {
  return runbook.procedures.flatMap(procedure =>
    stepsOf(procedure)
      .filter((step): step is CommandStep => step.kind === 'command')
      .map(step => ({
        line: step.place.line,
        procedure: procedure.path.join(' › ') || runbook.title,
        step: step.title || oneLine(step.text),
        ...judged(judge(step, known), known),
      })),
  )
}

function judged(
  verdict: Verdict,
  { names }: Known,
): Pick<Row, 'class' | 'operation' | 'risk' | 'reason' | 'troubles'> {
  const troubles = verdict.troubles.map(({ message }) => message)
  if (verdict.class === 'byHand')
    return { class: 'byHand', operation: '', risk: plain(verdict.risk), reason: verdict.reason, troubles }
  const operations = [
    ...new Set(
      verdict.actions.map(({ via, operation }) => (via === 'belay' ? operation : `${via} ${operation}`)),
    ),
  ]
  const risk = riskOfAll(verdict.actions)
  const asked =
    verdict.class === 'asks'
      ? `asks for ${verdict.inputs.map(({ name, example }) => (example ? `${name} (${example})` : name)).join(', ')}`
      : ''
  const unnamed =
    !names && verdict.actions.some(isOwn) ? 'once a system file names it as a task or a workflow' : ''
  const alone = risk === 'mild' ? 'needs no approval' : ''
  const reason = [asked, unnamed, alone].filter(said => said !== '').join('; ')
  return { class: verdict.class, operation: operations.join(', '), risk: plain(risk), reason, troubles }
}

/** What is mild is a change as well. */
const plain = (risk: Risk): Row['risk'] => (risk === 'mild' ? 'change' : risk)

export const oneLine = (text: string): string => {
  const line = text.replace(/\\\n/g, ' ').replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

/** How many of each class, and the part that Belay carries out. */
export function counted(rows: readonly Row[]): string {
  if (rows.length === 0) return 'No commands were found in it.'
  const count = (which: StepClass) => rows.filter(row => row.class === which).length
  const done = rows.length - count('byHand')
  const part = Math.floor((100 * done) / rows.length)
  return `${said(rows.length, 'command')}: ${count('runs')} run, ${count('asks')} ask first, ${count('byHand')} by hand; ${part} % run or ask`
}

export const words: Record<StepClass, string> = { runs: 'runs', asks: 'asks', byHand: 'by hand' }

/** The report of one runbook, as a table in Markdown. */
export function report(runbook: Runbook, rows: readonly Row[]): string {
  const lines = rows.map(row =>
    [
      String(row.line),
      row.procedure,
      row.step,
      words[row.class],
      row.operation,
      row.risk,
      [row.reason, ...row.troubles].filter(said => said !== '').join('; '),
    ]
      .map(cell)
      .join(' | '),
  )
  return [
    `# ${runbook.file}`,
    '',
    counted(rows),
    '',
    '| line | procedure | step | class | operation | risk | reason |',
    '|---|---|---|---|---|---|---|',
    ...lines.map(line => `| ${line} |`),
    '',
    ...runbook.troubles.map(
      ({ place, message }) => `- ${place.file}:${place.line}:${place.column} ${message}`,
    ),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}

const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '\\<')
