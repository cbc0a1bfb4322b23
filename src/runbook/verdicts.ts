import type { Risk } from '../domain/run/plan.ts'
import type { Input } from '../domain/runbook/line.ts'
import type { Place } from '../domain/runbook/place.ts'
import type { Trouble } from '../domain/runbook/runbook.ts'
import type { Action, Verdict } from '../domain/runbook/verdict.ts'

export type ByHand = Extract<Verdict, { class: 'byHand' }>

export const hand = (
  reason: string,
  place: Place,
  risk: Risk = 'change',
  troubles?: readonly string[],
): ByHand => ({
  class: 'byHand',
  reason,
  risk,
  troubles: told(troubles, place),
})

export const told = (messages: readonly string[] = [], place: Place): Trouble[] =>
  messages.map(message => ({ place, message }))

/** Actions one after the other, with all that has to be asked for before the first of them. */
export interface Done {
  actions: Action[]
  inputs: Input[]
  troubles: Trouble[]
}

export const nothing = (): Done => ({ actions: [], inputs: [], troubles: [] })

export function add(all: Done, { actions, troubles, ...more }: Exclude<Verdict, { class: 'byHand' }>): void {
  all.actions.push(...actions)
  all.troubles.push(...troubles)
  if (more.class === 'asks') all.inputs.push(...more.inputs)
}

/** What is asked for twice is asked once. */
export function verdictFor({ actions, inputs, troubles }: Done): Verdict {
  const asked = [...new Map(inputs.map(input => [`${input.name} ${input.example ?? ''}`, input])).values()]
  return asked.length > 0
    ? { class: 'asks', actions, inputs: asked, troubles }
    : { class: 'runs', actions, troubles }
}

/** What is asked for as a command of Belay's, which shows what came of it itself. */
export const isChange = ({ via }: Action): boolean => via === 'belay'
