import type { Hole, Input, Text } from '../../domain/runbook/line.ts'
import type { Action, Verdict } from '../../domain/runbook/verdict.ts'
import { holesIn } from '../action.ts'
import { isSecretName } from '../secret-name.ts'

export type Needed = Input & {
  /** By which its hole is filled. */
  hole: string
  /** What a step above has answered. */
  value?: string
  /** What it can be, looked up. */
  options?: { label: string; value: string }[]
}

/** The name of the hole that what stands in `$(…)` fills. */
export const answer = (name: string): string => `answer ${name}`

/** What has to be given before actions are carried out, each once. What one of them answers for the next is not asked for. */
export function neededFor(actions: Action[]): Needed[] {
  const answered = new Set(actions.flatMap(({ sets = [] }) => sets.map(({ name }) => answer(name))))
  const needed = new Map<string, Needed>()
  for (const hole of actions.flatMap(asking).flatMap(holesIn)) {
    const name = holeName(hole)
    const input = inputFor(hole)
    if (!input || needed.has(name) || answered.has(name)) continue
    const options = input.oneOf?.map(value => ({ label: value, value }))
    needed.set(name, { ...input, hole: name, ...(options && { options }) })
  }
  return [...needed.values()]
}

/** Whether anything has to be given before this is run. */
export const asksForSomething = (verdict: Verdict): boolean =>
  verdict.class !== 'byHand' && neededFor(verdict.actions.map(leftToItsForm)).length > 0

/** Commands that ask for this themselves, with all that it can be. */
const asksItself: Record<string, string> = { deploy: 'version', rollback: 'revision' }

/** Without a blank that the command which an action becomes asks for better. */
export function leftToItsForm(action: Action): Action {
  const name = asksItself[action.operation]
  const tree = name === undefined ? undefined : action.input[name]
  const [only, ...others] = Array.isArray(tree) ? (tree as Text) : []
  if (action.via !== 'belay' || typeof only !== 'object' || only.of !== 'input' || others.length > 0)
    return action
  const { [name!]: _, ...input } = action.input
  return { ...action, input }
}

/** A secret that is only set goes nowhere from here: nobody is asked for it. */
const asking = (action: Action): Action[] =>
  action.via === 'value' && action.sets?.some(({ secret }) => secret) ? [] : [action]

/** What tells a hole from others that are filled otherwise. */
export function holeName(hole: Hole): string {
  switch (hole.of) {
    case 'input':
      return `input ${hole.input.name} ${hole.input.example ?? ''}`
    case 'variable':
      return variable(hole.name)
    case 'time':
      return `time ${hole.format} ${hole.shiftMs}`
    case 'answer':
    case 'shell':
      return `${hole.of} ${hole.text}`
    case 'random':
      return `random ${hole.bytes}`
  }
}

export const variable = (name: string): string => `variable ${name}`

/** What each line of an answer is handed over in. */
export const eachLine = 'each line'

/** What an earlier step has set is asked for where that was not run. The time is known by itself. */
function inputFor(hole: Hole): Input | undefined {
  switch (hole.of) {
    case 'input':
      return hole.input
    case 'variable':
      return hole.name === eachLine
        ? undefined
        : {
            name: hole.name,
            kind: isSecretName(hole.name) ? 'secret' : 'text',
            why: 'a step above sets it: run that first, or give it here',
          }
    case 'answer':
      return { name: 'an answer', kind: 'text', example: hole.text, why: 'that command answers it' }
    default:
      return undefined
  }
}
