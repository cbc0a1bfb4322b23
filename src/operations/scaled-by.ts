import { OutsideError } from '../domain/errors.ts'
import type { Running, ScaledBy } from './running.ts'

/** What an autoscaler would make of a number set by hand, and the way to have it stay. */
export async function scaledByItself(
  { scaledBy, copies, desired }: Running,
  count: number,
): Promise<{ warnings: string[]; offers: { label: string; command: string }[] }> {
  try {
    const auto = await scaledBy?.()
    if (!auto) return { warnings: [], offers: [] }
    const bound = count > desired ? 'min' : 'max'
    const outside = count < auto.min ? 'min' : count > auto.max ? 'max' : undefined
    const moved = outside ?? bound
    const label = `${moved === 'min' ? 'At least' : 'At most'} ${count}`
    return {
      warnings: [undoneBy(auto, outside !== undefined, copies)],
      offers: auto.moving ? [{ label, command: auto.moving(moved, count) }] : [],
    }
  } catch (error) {
    // Whoever may not look at it can scale all the same.
    if (!(error instanceof OutsideError)) throw error
    return {
      warnings: [
        `Whether something scales it by itself, and would undo this, is not known: ${error.message}`,
      ],
      offers: [],
    }
  }
}

/** An autoscaler goes by its own bounds, whatever is set by hand. */
const undoneBy = ({ name, min, max }: ScaledBy, isOutside: boolean, copies: string): string =>
  isOutside
    ? `${name} keeps it at ${min} to ${max} ${copies}, and would undo this: move its bounds instead.`
    : `${name} keeps it at ${min} to ${max} ${copies}, and may set another number again.`
