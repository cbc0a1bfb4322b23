import { createEndpoints } from '../sandbox/endpoints/endpoints.ts'
import { startServer } from './child.ts'
import type { Measurement } from './measurement.ts'
import { each, inTurn } from './rounds.ts'
import { compare } from './table.ts'

const count = 200
/** The slowest answers after so many milliseconds, the others sooner, one after the other. */
const slowestMs = 1_000
const atMost = { atMost: 1.1 }

/** How long a look at many health addresses takes, against a look at the slowest of them alone. */
export const endpoints: Measurement = {
  name: 'endpoints',
  needsRedisServer: false,
  async run(around) {
    const outside = await createEndpoints()
    const addresses = Array.from({ length: count }, (_, i) => `http://service-${i}.example.com/health`)
    for (const [i, address] of addresses.entries())
      outside.set(address, { is: 'slow', afterMs: (slowestMs * (i + 1)) / count })
    const belay = await startServer('belay-health', { urls: addresses.map(outside.rewrite) })
    const all = () => belay.ask<number>({})
    await all()
    const found = await inTurn(around, 'looks', all, () =>
      belay.ask<number>({ service: `service-${count - 1}` }),
    )
    await belay.stop()
    await outside.close()
    return [
      compare(
        `Health of ${count} endpoints, against the slowest of them alone`,
        each(found, ms => ms),
        'ms',
        atMost,
      ),
    ]
  },
}
