import type { CommandStep, ItemStep, Runbook, Step } from '../../src/domain/runbook/runbook.ts'
import { stepsOf } from '../../src/domain/runbook/runbook.ts'
import type { Verdict } from '../../src/domain/runbook/verdict.ts'
import { createAwsShapes } from '../../src/providers/aws/shapes.ts'
import { judge } from '../../src/runbook/judge.ts'
import { knownOf } from '../../src/runbook/known.ts'
import { readRunbook } from '../../src/runbook/read.ts'
import { shown } from '../../src/runbook/text.ts'

export const shapes = createAwsShapes()

export const read = (text: string): Runbook => readRunbook('shop.md', text)

export const stepsIn = (runbook: Runbook): Step[] => runbook.procedures.flatMap(stepsOf)
export const commandsIn = (runbook: Runbook): CommandStep[] =>
  stepsIn(runbook).filter((step): step is CommandStep => step.kind === 'command')
export const itemsIn = (runbook: Runbook): ItemStep[] =>
  stepsIn(runbook).filter((step): step is ItemStep => step.kind === 'item')

/** A fence under a heading. */
export const fence = (code: string, language = 'bash'): string =>
  `# Shop\n\n## Do\n\n\`\`\`${language}\n${code}\n\`\`\`\n`

/** The words of each command, blanks as people read them. */
export const wordsOf = ({ line }: CommandStep): string[] =>
  line.is === 'pipe' ? line.commands.flatMap(({ words }) => words.map(shown)) : []

/** What Belay makes of each command of a fence. */
export async function verdicts(code: string, hosts?: string[], tasks?: string[][]): Promise<Verdict[]> {
  const runbook = read(fence(code))
  const known = await knownOf([runbook], shapes, {
    ...(hosts && { hosts: new Set(hosts) }),
    ...(tasks && { tasks }),
  })
  return commandsIn(runbook).map(step => judge(step, known))
}

/** The last of them, which what is set above it belongs to. */
export async function verdict(code: string, hosts?: string[]): Promise<Verdict> {
  return (await verdicts(code, hosts)).at(-1)!
}

/** In a line: "asks scale change: version", "by hand change: it opens an editor". */
export function inWords(found: Verdict): string {
  if (found.class === 'byHand') return `by hand, ${found.risk}: ${found.reason}`
  const done = found.actions.map(({ via, operation, risk }) => `${via} ${operation}, ${risk}`).join('; ')
  return found.class === 'runs'
    ? `runs ${done}`
    : `asks ${done}: ${found.inputs.map(({ name }) => name).join(', ')}`
}

export const told = (found: Verdict): string[] => found.troubles.map(({ message }) => message)
