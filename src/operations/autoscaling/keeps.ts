import { inWords } from '../../domain/duration.ts'
import type { Keeps } from '../../domain/service-settings.ts'
import type { ScalingPolicy } from '../../ports/autoscaling.ts'

/** What is otherwise than the system file says, which the team relies on. */
export const differences = (policies: ScalingPolicy[], keeps: Keeps = {}): string[] =>
  (['cpu', 'memory'] as const).flatMap(of => {
    const expected = expectedOf(keeps, of)
    if (expected === undefined) return []
    const found = policies.find(policy => policy.of === of)
    if (!found) return [`Nothing scales it by ${names[of]}, and the system file says ${expected}.`]
    const is = inOrder({ at: found.target, more: found.outAfterMs, fewer: found.inAfterMs }, keeps)
    return is === expected ? [] : [`By ${names[of]} it is ${is}, and the system file says ${expected}.`]
  })

const names = { cpu: 'CPU', memory: 'memory' }

/** What the system file says of it, in the words of `inOrder`. */
export const expectedOf = (keeps: Keeps, of: 'cpu' | 'memory'): string | undefined =>
  keeps[of] === undefined
    ? undefined
    : inOrder({ at: keeps[of], more: keeps.moreAfter, fewer: keeps.fewerAfter }, keeps)

/** "70 %, more after 60 s, fewer after 5 min", as far as the system file speaks of it. */
const inOrder = (
  { at, more, fewer }: Record<'at' | 'more' | 'fewer', number | undefined>,
  { moreAfter, fewerAfter }: Keeps,
): string =>
  [
    at === undefined ? 'at nothing' : `${at} %`,
    ...(moreAfter === undefined ? [] : [`more after ${wait(more)}`]),
    ...(fewerAfter === undefined ? [] : [`fewer after ${wait(fewer)}`]),
  ].join(', ')

const wait = (ms: number | undefined): string => (ms === undefined ? 'no wait' : inWords(ms))
