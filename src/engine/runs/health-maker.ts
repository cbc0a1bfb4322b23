import type { z } from 'zod'
import type { System } from '../../domain/system.ts'
import type { Health } from '../../operations/health.ts'
import { fieldOf, type Maker, maker, type Observation } from '../../ports/calls/call.ts'
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
      const since = Number(fieldOf(result, 'since') ?? 0)
      const mayBecome = clock.now() - since < patienceMs
      const going = (said: string[]): Observation => ({
        is: 'going',
        progress: { done: 0, of: 1, what: 'health checks fine', said },
      })
      const known = system(params.system)
      // Another Belay, with another file, may run beside this one.
      if (!known?.environments[params.environment]?.services[params.service])
        return mayBecome
          ? going([])
          : {
              is: 'failed',
              why: `The system file of ${params.system} names no ${params.service} in ${params.environment} any more.`,
              said: [],
            }
      const report = await health.of(known, params.environment, params.service)
      const service = report.parts.find(({ kind }) => kind === 'service')
      const said = (service?.findings ?? []).map(({ what, detail }) => `${what} ${detail}`)
      const state = service?.state ?? 'unknown'
      if (state === 'fine' || state === 'unknown')
        return { is: 'done', progress: { done: 1, of: 1, what: 'health checks fine', said } }
      return mayBecome ? going(said) : { is: 'failed', why: `${params.service} is ${state} after it.`, said }
    },
  })
}
