import type { z } from 'zod'
import type { System } from '../../domain/system.ts'
import type { Health } from '../../operations/health.ts'
import { fieldOf, type Maker, maker } from '../../ports/calls/call.ts'
import { lookAtHealth } from '../../ports/calls/health.ts'
import type { Clock } from '../../ports/clock.ts'

type Params = z.infer<typeof lookAtHealth.params>

/** A service that has just been changed may take so long to be fine, in milliseconds. */
const patienceMs = 60_000

/** Looks how a service does after a change of it: fine at once, or given a while to become so. */
export function healthMaker(
  health: Health,
  system: (name: string) => System | undefined,
  clock: Clock,
): Maker {
  return maker<Params>({
    kind: lookAtHealth,
    repeatable: true,
    look: async () => ({ is: 'before' }),
    start: async () => ({ since: clock.now() }),
    async observe(params, result) {
      const known = system(params.system)
      if (!known) return { is: 'failed', why: `The system file of ${params.system} is gone.`, said: [] }
      if (!known.environments[params.environment]?.services[params.service])
        return {
          is: 'failed',
          why: `The system file of ${params.system} names no ${params.service} in ${params.environment} any more.`,
          said: [],
        }
      const report = await health.of(known, params.environment, params.service)
      const service = report.parts.find(({ kind }) => kind === 'service')
      const said = (service?.findings ?? []).map(({ what, detail }) => `${what} ${detail}`)
      const state = service?.state ?? 'unknown'
      if (state === 'fine' || state === 'unknown')
        return { is: 'done', progress: { done: 1, of: 1, what: 'health checks', said } }
      const since = Number(fieldOf(result, 'since') ?? 0)
      if (clock.now() - since < patienceMs)
        return { is: 'going', progress: { done: 0, of: 1, what: 'health checks', said } }
      return { is: 'failed', why: `${params.service} is ${state} after it.`, said }
    },
  })
}
