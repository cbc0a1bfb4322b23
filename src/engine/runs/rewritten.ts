import { mask } from '../../domain/mask.ts'
import type { Run } from '../../domain/run/run.ts'
import { keptText, type Origin } from '../../domain/runbook/origin.ts'
import { type CommandStep, stepsOf } from '../../domain/runbook/runbook.ts'
import type { System } from '../../domain/system.ts'
import type { Library } from '../../runbook/library.ts'
import { procedureOf } from '../../runbook/procedure.ts'
import { numbersOf } from '../step-mark.ts'

/** Why a change is not what the runbook says any more, in words; undefined where it is, or nothing there asked for it. */
export type Rewritten = (asked: Pick<Run, 'system' | 'origin'>) => Promise<string | undefined>

export function createRewritten(library: Library, systems: System[]): Rewritten {
  return async function rewritten({ system: name, origin }) {
    if (!origin) return undefined
    const system = systems.find(one => one.system === name)
    const volume = system && (await library.of(system))
    if (!volume) return 'The runbook whose step it is is gone.'
    const procedure = procedureOf(volume, origin.procedure)
    if (procedure && numbersOf(procedure, origin.mark).length > 0) return undefined
    const step = procedure && stepsOf(procedure)[origin.step - 1]
    const said = `Step ${origin.step} of ${origin.title}`
    if (step?.kind !== 'command') return `${said} is not in the runbook any more.`
    return `${said} has changed since in the runbook (${step.place.file}, line ${step.place.line}): ${changeIn(origin, step)}.`
  }
}

/** What it said and says, as far as that differs. */
function changeIn({ text }: Origin, step: CommandStep): string {
  const [was, is] = [text, keptText(step.text)].map(said => said.split(/\s+/)) as [string[], string[]]
  let from = 0
  while (from < Math.min(was.length, is.length) && was[from] === is[from]) from++
  let after = 0
  while (after < Math.min(was.length, is.length) - from && was.at(-1 - after) === is.at(-1 - after)) after++
  // An option is named with its value.
  const first = Math.max(0, from - 1)
  const [gone, come] = [was, is].map(words => quoted(words.slice(first, words.length - after))) as [
    string,
    string,
  ]
  return gone === come
    ? 'it takes something else from what stands above it'
    : `it said ${gone}, and says ${come} now`
}

const most = 200
const quoted = (words: string[]): string => {
  const text = mask(words.join(' '))
  return `"${text.length > most ? `${text.slice(0, most)}…` : text}"`
}
