import type { Contradiction, Rule } from './contradiction.ts'
import { accountIn, resourcesOf } from './run/resource.ts'
import type { System } from './system.ts'

/**
 * Where two environments have something of the same name in AWS, both say where that is, or neither does: else nobody
 * could tell whether it is one thing, which takes the stricter approvals and is changed by one at a time.
 */
export const placeRules: Rule[] = [
  {
    reads: ['environments'],
    faults: system => {
      const names = Object.keys(system.environments)
      return names.flatMap(name => {
        const faults = names.flatMap(other => leftOpen(system, name, other))
        return faults.filter(({ path }, i) => faults.findIndex(one => one.path.at(-1) === path.at(-1)) === i)
      })
    },
  },
]

/** What `name` does not say of its place, and `other` does. */
function leftOpen(system: System, name: string, other: string): Contradiction[] {
  const [own, its] = [system.environments[name]!, system.environments[other]!]
  const open = [
    ...(own.region === undefined && its.region !== undefined ? ['region'] : []),
    ...(accountIn(own) === undefined && accountIn(its) !== undefined ? ['account'] : []),
  ]
  const shared = open.length > 0 ? namedInBoth(system, name, other) : undefined
  if (shared === undefined) return []
  return open.map(part => ({
    path: ['environments', name, part],
    expected: `the ${part} that it is in${part === 'account' ? ", Belay's own where it has no role" : ''}: ${other} says its own, and both name ${shared}`,
  }))
}

/** Something of AWS that both name, by its name there. */
function namedInBoth(system: System, name: string, other: string): string | undefined {
  const theirs = new Set(anywhere(system, other))
  const found = anywhere(system, name).find(resource => theirs.has(resource))
  return found?.slice(found.lastIndexOf(':') + 1)
}

/** What an environment names whose resource depends on where the environment is, and without that. */
function anywhere(system: System, name: string): string[] {
  const resourcesAt = (place: { region?: string }) => {
    const { region: _, role: __, account: ___, ...settings } = system.environments[name]!
    return resourcesOf({ ...system, environments: { [name]: { ...settings, ...place } } }, name)
  }
  const elsewhere = new Set(resourcesAt({ region: 'another' }))
  return resourcesAt({}).filter(resource => !elsewhere.has(resource))
}
