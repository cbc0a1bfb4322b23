import { UserError } from '../../src/domain/errors.ts'
import { keptText, type Origin } from '../../src/domain/runbook/origin.ts'
import { type CommandStep, type Procedure, stepsOf } from '../../src/domain/runbook/runbook.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { numbersOf, stepMark } from '../../src/engine/step-mark.ts'
import { namedProcedure, volumeOf } from './volume.ts'

/** A step as the command that asks for its change names it. */
export const asOption = ({
  procedure,
  step,
  mark,
  item,
}: Pick<Origin, 'procedure' | 'step' | 'mark' | 'item'>): string =>
  [procedure, item?.step ?? step, mark, ...(item ? [item.checklist] : [])].join(' ')

/** The step that a change is asked for by; a `UserError` where it says something else by now. */
export async function originOf(
  option: string,
  { system, invocation, faces }: Pick<Call<unknown>, 'invocation' | 'faces'> & { system: System },
): Promise<Origin> {
  const [, id = '', number, mark = '', checklist] =
    /^(.+?) (\d{1,5}) ([0-9a-f]{8})(?: ([0-9a-f]{16}))?$/.exec(option) ?? []
  const procedure = namedProcedure(await volumeOf(system, faces), id, { system, invocation })
  const same = numbersOf(procedure, mark)
  const step = same.includes(Number(number)) ? Number(number) : (same[0] ?? Number(number))
  const { text } = commandStep(procedure, step, mark, system)
  const item = checklist === undefined ? {} : { item: { checklist, step: Number(number) } }
  return { procedure: id, step, title: procedure.path.at(-1)!, mark, text: keptText(text), ...item }
}

/** The step as its button saw it: what has been rewritten since is not run unseen. */
export function commandStep(
  procedure: Procedure,
  number: number,
  mark: string | undefined,
  system: System,
): CommandStep {
  const step = stepsOf(procedure)[number - 1]
  const look = {
    label: 'Look again',
    command: lineOf('runbook show', { procedure: procedure.id, system: system.system }),
  }
  if (step?.kind !== 'command') throw new UserError(`Step ${number} is nothing to run.`, look)
  if (mark !== undefined && mark !== stepMark(step))
    throw new UserError('The runbook has changed since: this step is another one now.', look)
  return step
}
