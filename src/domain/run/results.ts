import type { Json, Params } from './plan.ts'
import type { Step } from './step.ts'

/** A call's parameters with the answers of earlier steps where the plan left room for them. */
export const filledIn = (params: Params, steps: Step[]): Params => fill(params, steps) as Params

/** Whether a later call is to be made with what this step answered. */
export const isAwaited = (steps: Step[], number: number): boolean =>
  steps.slice(number + 1).some(({ call }) => wants(call.params, number))

function wants(value: Json, number: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(one => wants(one, number))
  return value.$result === number || Object.values(value).some(one => wants(one, number))
}

function fill(value: Json, steps: Step[]): Json {
  if (Array.isArray(value)) return value.map(one => fill(one, steps))
  if (typeof value !== 'object' || value === null) return value
  if (typeof value.$result === 'number' && typeof value.of === 'string')
    return resultOf(steps[value.$result], value.of)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, steps)]))
}

function resultOf(step: Step | undefined, of: string): Json {
  const result = step?.result
  const found =
    typeof result === 'object' && result !== null && !Array.isArray(result) ? result[of] : undefined
  if (found === undefined) throw new Error(`${step?.call.action ?? 'no step'} has not answered ${of}`)
  return found
}
