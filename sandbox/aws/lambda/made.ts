import type { SimulatedFunction } from './world.ts'

const day = 24 * 3_600_000

/** Packages that a function was made of lately, the oldest first, and how many days ago. */
const packages = [
  { version: '1.4.1', daysAgo: 40 },
  { version: '1.4.2', daysAgo: 12 },
  { version: '1.4.3', daysAgo: 1.2 },
]
const firstVersion = 6

/** What a function has run: the last of it is called, by its alias where there is one. `pattern`: of its packages. */
export function made({
  pattern,
  memory,
  alias,
  now,
}: {
  pattern: string
  memory: number
  alias: string | undefined
  now: number
}): Partial<SimulatedFunction> {
  const versions = packages.map(({ version, daysAgo }) => ({
    package: pattern.replaceAll('{version}', version),
    memory,
    description: version,
    at: now - daysAgo * day,
  }))
  const called = { version: firstVersion + versions.length - 1, changes: 0 }
  return {
    versions,
    firstVersion,
    newest: versions.at(-1)!,
    aliases: alias === undefined ? {} : { [alias]: called },
  }
}
