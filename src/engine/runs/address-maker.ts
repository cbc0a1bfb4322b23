import type { z } from 'zod'
import { lookAtAddress } from '../../ports/calls/blue-green.ts'
import { fieldOf, type Maker, maker } from '../../ports/calls/call.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Probes } from '../../ports/probes.ts'

type Params = z.infer<typeof lookAtAddress.params>

/** What has just come up may take so long to answer well, in milliseconds; and one look so long. */
const patienceMs = 60_000
const timeoutMs = 5_000

/** Looks at an address before anything is sent there: fine at once, or given a while to become so. */
export const addressMaker = (probes: Pick<Probes, 'http'>, clock: Clock): Maker =>
  maker<Params>({
    kind: lookAtAddress,
    repeatable: true,
    look: async () => ({ is: 'before' }),
    start: async () => ({ since: clock.now() }),
    async observe({ url }, result) {
      const { state, what, detail } = await probes.http(url, timeoutMs)
      const said = [`${what} ${detail}`]
      const progress = { done: state === 'fine' ? 1 : 0, of: 1, what: 'addresses fine', said }
      if (state === 'fine') return { is: 'done', progress }
      const since = Number(fieldOf(result, 'since') ?? 0)
      if (clock.now() - since < patienceMs) return { is: 'going', progress }
      return { is: 'failed', why: `${new URL(url).host} does not answer as it should.`, said }
    },
  })
