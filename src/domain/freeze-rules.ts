import type { Contradiction, Rule } from './contradiction.ts'
import type { System } from './system.ts'

/** A freeze that could never freeze anything is not what was meant. */
export const freezeRules: Rule[] = [
  { reads: ['freeze', 'environments'], faults: unknownEnvironments },
  { reads: ['freeze'], faults: endsBeforeItBegins },
]

function unknownEnvironments({ freeze, environments }: System): Contradiction[] {
  return (freeze?.windows ?? []).flatMap(({ only = [] }, i) =>
    only.flatMap((name, j) =>
      Object.hasOwn(environments, name)
        ? []
        : [
            {
              path: ['freeze', 'windows', i, 'only', j],
              expected: `one of ${Object.keys(environments).join(', ')}`,
            },
          ],
    ),
  )
}

function endsBeforeItBegins({ freeze }: System): Contradiction[] {
  return (freeze?.windows ?? []).flatMap((window, i) =>
    'days' in window || window.from <= window.to
      ? []
      : [{ path: ['freeze', 'windows', i, 'to'], expected: `a day that is not before ${window.from}` }],
  )
}
