import { inWords } from '../domain/duration.ts'
import type { Run } from '../domain/run/run.ts'
import type { System } from '../domain/system.ts'
import type { Version } from './version.ts'
import type { Versions } from './versions.ts'

/** The same versions; those that people have gone back from say when and who wanted that, and none of them is suggested. */
export function tellingRollbacks(
  versions: Versions,
  /** The latest runs of a system, the newest first. */
  runsOf: (system: string) => Promise<Run[]>,
  now: () => number,
): Versions {
  async function marking({ system }: System, environment: string, service: string | undefined) {
    const left = leftIn(await runsOf(system), environment, service)
    return (version: Version): Version => {
      const { suggested: _, ...kept } = version
      const run = version.isNow ? undefined : left.get(version.name)
      if (!run) return version
      const ago = inWords(now() - (run.endedAt ?? run.stateAt))
      return { ...kept, became: `⚠️ rolled back ${ago} ago by ${run.requestedBy.name}`, rolledBack: true }
    }
  }

  return {
    async of(system, environment, service) {
      const [found, marked] = await Promise.all([
        versions.of(system, environment, service),
        marking(system, environment, service),
      ])
      return found.map(marked)
    },

    async before(system, environment, service) {
      const [found, marked] = await Promise.all([
        versions.before(system, environment, service),
        marking(system, environment, service),
      ])
      return { ...found, earlier: found.earlier.map(marked) }
    },
  }
}

/** The rollbacks that led away from versions, by what those are called, as far as none of them was deployed again since. */
function leftIn(runs: Run[], environment: string, service: string | undefined): Map<string, Run | undefined> {
  const left = new Map<string, Run | undefined>()
  const told = (text: string | undefined, run: Run | undefined) => {
    for (const name of text === undefined ? [] : [text, ...text.split(/ {2}|, /)])
      if (!left.has(name)) left.set(name, run)
  }
  const changes = runs.filter(
    run => run.state === 'succeeded' && run.environment === environment && run.service === service,
  )
  for (const run of changes) {
    const [shift] = run.plan.shifts
    if (run.operation !== 'deploy' && run.operation !== 'rollback') continue
    told(shift?.to, undefined)
    if (run.operation === 'rollback') told(shift?.from, run)
  }
  return left
}
