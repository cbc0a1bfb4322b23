import { commands } from '../../commands/index.ts'
import { createChance } from '../../simulation/chance.ts'
import { addressesOf } from '../addresses.ts'
import { type Belay, startBelay } from '../child.ts'
import { isFault } from '../logged.ts'
import { secretsOf, surroundings } from '../place.ts'
import { type Fault, storm } from './storm.ts'

export interface Fuzzed {
  counts: Map<string, number>
  faults: Fault[]
  again: number
  /** In use after a forced collection, in MB: once warm, and at the end, when what is kept for a while was let go. */
  heapMb: { before: number; after: number }
}

/** Whatever is loaded when it is first used is loaded then, and the memories were full once. */
const warmUp = 4_000
/** Longer than anything is kept in memory, in milliseconds. */
const forgottenMs = 3 * 3_600_000
/** So many requests make Belay look at what it has kept. */
const reminders = 400

export const examples = commands.map(({ example }) => example)

/** So many requests to Belay in a process of its own, and what it holds in memory before and after. */
export async function fuzzRequests(
  seed: number,
  count: number,
  say: (text: string) => void,
): Promise<Fuzzed> {
  const around = await surroundings()
  const { world, systems, responseUrl } = around
  const belay = await startBelay({ config: world.config, systems, addresses: addressesOf(world) })
  const faults: Fault[] = []
  let aheadMs = 0
  const secrets = secretsOf(world, () => Date.now() + aheadMs)
  const common = { url: belay.url, secrets, lines: { examples, responseUrl }, sns: world.sns }

  const listen = async (during: string): Promise<number> => heard(await belay.report(), during, faults)

  /** Lets it forget, and sends what makes it look at what it has kept. */
  async function settled(): Promise<number> {
    aheadMs += forgottenMs
    await belay.ahead(aheadMs)
    const { faults: more } = await storm({ ...common, chance: createChance(seed + 1), count: reminders })
    faults.push(...more)
    return listen('while it settled')
  }

  try {
    await storm({ ...common, chance: createChance(seed + 2), count: Math.min(warmUp, count) })
    const before = await settled()
    say(`warm: ${before.toFixed(1)} MB in use after a collection`)
    const told = await storm({
      ...common,
      chance: createChance(seed),
      count,
      async along(done) {
        if (done % 10_000 === 0)
          say(`${done} requests, ${(await listen(`in the first ${done}`)).toFixed(1)} MB`)
      },
    })
    const after = await settled()
    return { ...told, faults: [...told.faults, ...faults], heapMb: { before, after } }
  } catch (error) {
    return over(belay, error, faults)
  } finally {
    await belay.stop()
    await around.stop()
  }
}

function heard({ heapMb, logged }: Awaited<ReturnType<Belay['report']>>, during: string, faults: Fault[]) {
  for (const line of logged.filter(isFault)) faults.push({ what: `a fault in the log ${during}`, sent: line })
  return heapMb
}

/** Belay has ended in the midst of it. */
function over(belay: Belay, error: unknown, faults: Fault[]): Fuzzed {
  const ended = belay.ended()
  if (ended === undefined) throw error
  const fault = { what: `Belay has ended with ${ended}`, sent: 'what it said of that stands above' }
  return { counts: new Map(), faults: [fault, ...faults], again: 0, heapMb: { before: 0, after: 0 } }
}
