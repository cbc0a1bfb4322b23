import type { Action } from '../domain/runbook/verdict.ts'
import { seenHolesIn } from './action.ts'
import { secretKind } from './secret-kind.ts'
import { memberTaken } from './secret-member.ts'

/** Why a step stays by hand that would let a secret be seen, or tell something of it; undefined where it does not. */
export function seenBy(action: Action): string | undefined {
  const inner = action.filters.flatMap(filter => (filter.by === 'each' ? filter.actions : []))
  if (inner.some(isSecret)) return 'it would show secrets one by one: Belay shows none'
  if (inner.some(({ secret }) => secret)) return 'it would give a secret to whatever is found'
  if (isSecret(action) && memberTaken(action.filters) === undefined)
    return 'of a secret Belay takes all of it or a member, and tells nothing else of it'
  return handsOver(action) ? handedOn(seenIn(action)) : undefined
}

const handedOn = (why: string): string => `it would hand on a secret where it may be seen: ${why}`

const isSecret = ({ via, sets = [] }: Action): boolean => via !== 'value' && sets.some(({ secret }) => secret)

/** A secret that a step makes or reads stands in an address, an argument or a statement. */
const handsOver = (action: Action): boolean =>
  action.via !== 'value' && secretKind(seenHolesIn(action)) !== undefined

/** Who sees it there, and where it belongs instead. */
function seenIn({ via, operation }: Action): string {
  if (operation === 'exec' || operation === 'workflow run') return seenInTask
  if (via === 'http' || operation === 'request')
    return 'whoever gets an address or a body may log it, and not what is in a header'
  if (via === 'postgres' || via === 'mongo') return 'a statement is logged where it is carried out'
  return 'Belay hands one on in a header of a request, or to what its system file says that it belongs to'
}

/** The same of a change of AWS that nothing of Belay's does. */
export function seenInAws(operation: string): string {
  if (operation === 'ecs:RunTask') return handedOn(seenInTask)
  if (operation === 'secretsmanager:CreateSecret')
    return 'Belay makes no secret anew: made once without a value, it is given one by its rotation'
  return `it hands on a secret, and Belay has no operation for ${operation} that takes one there`
}

/** AWS, Kubernetes and Docker show what a task is given as text. */
export const seenInTask =
  'whoever may look at a task sees its arguments and variables, and a secret belongs under `secrets` of its task definition'
