import type { Hole, Input } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { holesIn } from '../action.ts'

/** What a person is asked for before an action is carried out, each once, by the name that its hole is filled by. */
export function neededFor(actions: Action[]): (Input & { hole: string })[] {
  const needed = new Map<string, Input & { hole: string }>()
  for (const hole of actions.flatMap(holesIn)) {
    const name = holeName(hole)
    const input = inputFor(hole)
    if (input && !needed.has(name)) needed.set(name, { ...input, hole: name })
  }
  return [...needed.values()]
}

/** What tells a hole from others that are filled otherwise. */
export function holeName(hole: Hole): string {
  switch (hole.of) {
    case 'input':
      return `input ${hole.input.name} ${hole.input.example ?? ''}`
    case 'variable':
      return `variable ${hole.name}`
    case 'time':
      return `time ${hole.format} ${hole.shiftMs}`
    case 'answer':
    case 'shell':
      return `${hole.of} ${hole.text}`
    case 'random':
      return `random ${hole.bytes}`
  }
}

/** What an earlier step has answered is given by hand: nothing of it is kept. The time is known by itself. */
function inputFor(hole: Hole): Input | undefined {
  switch (hole.of) {
    case 'input':
      return hole.input
    case 'variable':
      return { name: hole.name, kind: 'text', why: 'an earlier step sets it' }
    case 'answer':
      return { name: 'an answer', kind: 'text', example: hole.text, why: 'that command answers it' }
    default:
      return undefined
  }
}
