import type { CallAt } from '../src/engine/command.ts'
import { lineAt } from '../src/operations/line-at.ts'

/** The environments that have what is missing in this one, each with the same line for it. */
export function elsewhere(
  { system, invocation }: Pick<CallAt<unknown>, 'system' | 'invocation'>,
  has: (environment: string) => boolean,
): { there: string[]; offers: { label: string; command: string }[] } {
  const there = Object.keys(system.environments).filter(has)
  const offers = there.map(environment => ({
    label: `In ${environment}`,
    command: lineAt(invocation.text, { system, environment }),
  }))
  return { there, offers }
}
