import type { Plan } from '../../domain/run/plan.ts'
import type { Where } from '../operation.ts'
import { type Platform, platformOf } from '../platform.ts'
import type { NamedSecret } from './find.ts'

/** What makes everybody who reads a secret when they start read it anew: one service after the other, each looked at. */
export async function restarts(
  platforms: Platform[],
  { settings }: NamedSecret,
  where: Where,
): Promise<Pick<Plan, 'calls' | 'warnings' | 'resources'>> {
  const plans = await Promise.all(
    settings.services.map(async name => {
      const service = { name, settings: where.settings.services[name]! }
      const there = { ...where, service }
      return { name, plan: await platformOf(platforms, there).restart?.(there) }
    }),
  )
  const still = plans.filter(({ plan }) => plan === undefined).map(({ name }) => name)
  return {
    calls: plans.flatMap(({ plan }) => plan?.calls ?? []),
    resources: plans.flatMap(({ plan }) => plan?.resources ?? []),
    warnings: [
      ...plans.flatMap(({ plan }) => plan?.warnings ?? []),
      ...(still.length > 0
        ? [`Nothing of ${still.join(', ')} is restarted: the old value counts there until it is read anew.`]
        : []),
      ...(settings.services.length === 0
        ? ['Its system file names no services that read it: whoever does goes on with the old value.']
        : []),
    ],
  }
}
