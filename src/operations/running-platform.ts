import { counted } from '../domain/counted.ts'
import { inWords } from '../domain/duration.ts'
import { UserError } from '../domain/errors.ts'
import type { Revision } from '../ports/revision.ts'
import { checkHealth } from './check-health.ts'
import { lineAt } from './line-at.ts'
import type { Platform } from './platform.ts'
import { became, differences, lastStable, revisionInWords, tagOf, versionOf } from './revisions.ts'
import { rollbackRunning } from './rollback-running.ts'
import { counts, type FindRunning } from './running.ts'
import { scaledByItself } from './scaled-by.ts'

/** A platform on which services run as several copies of one kind: tasks, pods, containers. */
export function runningPlatform(
  { setting, has, find }: Pick<Platform, 'setting' | 'has'> & { find: FindRunning },
  now: () => number,
): Platform {
  const age = (at: number | undefined) => (at === undefined ? [] : [`${inWords(now() - at)} ago`])
  const by = (who: string | undefined) => (who === undefined ? [] : [who])

  return {
    setting,
    has,

    async deploy({ version }, where, firstStep) {
      const found = await find(where)
      const { named, restless, resource } = found
      const deploying = await found.deploy(version, firstStep)
      if (deploying === 'runs already') return deploying
      const { from, to, now, calls } = deploying
      return {
        title: `deploy ${named}`,
        shifts: [{ from, to }],
        now: [counts(found), ...now],
        warnings: restless,
        calls: [...calls, ...checkHealth(where)],
        resources: [resource],
      }
    },

    rollback: async (revision, where) => rollbackRunning(await find(where), revision, where),

    async restart(where) {
      const found = await find(where)
      const { named, desired, copies, runs, restless, resource } = found
      return {
        title: `restart ${named}`,
        shifts: [
          {
            to:
              desired === 1
                ? `a new ${copies.replace(/s$/, '')} of ${runs}`
                : `${desired} new ${copies} of ${runs}, one after the other`,
          },
        ],
        now: [counts(found)],
        warnings: restless,
        calls: [...found.restart(), ...checkHealth(where)],
        resources: [resource],
      }
    },

    async scale(count, where) {
      const found = await find(where)
      const { named, platform, copies, desired, restless, resource, scale } = found
      const one = copies.replace(/s$/, '')
      if (!scale) throw new UserError(`${platform} does not set how many ${copies} ${named} runs.`)
      const { min, max } = where.service?.settings.scale ?? { min: 0, max: Number.POSITIVE_INFINITY }
      if (count < min || count > max) {
        const bound = count < min ? min : max
        throw new UserError(
          `${named} runs ${min} to ${max} ${copies}, as its system file says: ${count} is outside of that.`,
          ...(bound === desired
            ? []
            : [{ label: `Scale it to ${bound}`, command: `${lineAt('scale', where)} --count ${bound}` }]),
        )
      }
      if (count === desired) throw new UserError(`${named} is to run ${count} already.`)
      const auto = await scaledByItself(found, count)
      return {
        title: `scale ${named}`,
        shifts: [{ from: counted(desired, one), to: counted(count, one) }],
        now: [counts(found)],
        warnings: [...restless, ...auto.warnings, ...(count === 0 ? ['Nothing of it runs then.'] : [])],
        calls: [scale(desired, count)],
        undo: [scale(count, desired)],
        resources: [resource],
        ...(auto.offers.length > 0 && { offers: auto.offers }),
      }
    },

    async versions(where) {
      const { container, current, revisions } = await find(where)
      const known = await revisions()
      const seen = new Set<string>()
      return known.flatMap(one => {
        const image = container === undefined ? undefined : one.images[container]
        const value = image === undefined ? undefined : tagOf(image)
        if (value === undefined || seen.has(value)) return []
        seen.add(value)
        const isNow = one.id === current
        const facts = [...(isNow ? ['runs now'] : []), ...age(one.registeredAt), ...by(one.by)]
        return [{ value, name: versionOf(image!), facts, ...(isNow && { isNow }) }]
      })
    },

    async before(where) {
      const found = await find(where)
      const [known, deployed] = await Promise.all([found.revisions(), found.deployed()])
      const at = known.findIndex(({ id }) => id === found.current)
      const current = known[at]
      const stable = lastStable(known, current, deployed)
      const otherwise = (one: Revision) => (current ? differences(current, one) : []).join(', ')
      const earlier = known.slice(at + 1).map(one => ({
        value: `${one.revision}`,
        name: revisionInWords(one),
        ...became(one, deployed),
        facts: [...age(one.registeredAt), ...by(one.by)],
        ...(otherwise(one) !== '' && { more: `differs from now in ${otherwise(one)}` }),
        ...(one === stable && { suggested: true as const }),
      }))
      return { ...(current && { now: revisionInWords(current) }), earlier }
    },
  }
}
