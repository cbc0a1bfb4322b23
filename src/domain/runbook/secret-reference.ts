import type { Json } from '../run/plan.ts'
import type { FilledFilter } from './verdict.ts'

/** Where a secret is that a step has read or is to make, and nothing of what it is. */
export interface SecretReference {
  /** What people know it by: the name that it has where it is kept, or the variable that it is made for. */
  name: string
  /** What answers it, and what of the answer it is; without it, it is made where it is first used. */
  read?: { operation: string; input: Record<string, Json>; filters: FilledFilter[]; region?: string }
  /** The secret of the system's file whose rotation makes it, and on what the step above is that asks for that. */
  rotates?: { secret: string; on: string }
}

/** What stands in the place of a secret, wherever it is read; the mask for secrets leaves it as it is. */
export const placeholder = ({ name }: SecretReference): string => `[secret ${name}]`
