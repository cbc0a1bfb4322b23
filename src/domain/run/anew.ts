import { canonical } from '../canonical.ts'
import type { Call, Plan } from './plan.ts'
import type { Run } from './run.ts'

/** What a call sets, where it says so as from one value to another; undefined of any other call. */
function slotOf({ action, params }: Call): string | undefined {
  const { from, to, ...what } = params
  return from === undefined || to === undefined ? undefined : canonical([action, what])
}

const sameSlot = (a: Call, b: Call): boolean => slotOf(a) !== undefined && slotOf(a) === slotOf(b)

/** Whether a run has set anything anew: it succeeded, and took nothing back. */
export const setsAnew = ({ state, undoes, plan }: Run): boolean =>
  state === 'succeeded' && undoes === undefined && plan.calls.some(call => slotOf(call) !== undefined)

/** Whether what a run is to be taken back to was set anew by a later one. What stands open is closed all the same. */
export const isSetAnew = ({ plan: { undo = [], exposes } }: Run, later: Run): boolean =>
  exposes === undefined &&
  setsAnew(later) &&
  undo.length > 0 &&
  undo.every(back => later.plan.calls.some(call => sameSlot(call, back)))

/** Whether a change is still to be taken back when its time is over. */
export const isForAWhile = ({ undo }: Run): boolean => undo !== undefined && undo.run === undefined

/** A plan on top of changes for a while, which it is to outlast: what takes it back goes back to before these. */
export function onTopOf(earlier: Run[], { undo, ...plan }: Plan): Plan {
  const before = earlier.flatMap(run => run.plan.undo ?? [])
  const calls = (undo ?? []).flatMap((call): Call[] => {
    const first = before.find(one => sameSlot(one, call))
    if (!first) return [call]
    const { to } = first.params
    return to === call.params.from ? [] : [{ ...call, sets: first.sets, params: { ...call.params, to: to! } }]
  })
  return calls.length > 0 ? { ...plan, undo: calls } : plan
}
