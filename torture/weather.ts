import type { Scattered } from '../sandbox/pagerduty/deliveries.ts'
import type { Fate } from '../sandbox/slack/faults.ts'
import { createChance } from '../simulation/chance.ts'

/** Of Slack's calls three in ten fail, and one in twenty is only slow. */
const troubled = 0.35
const manners: Fate[] = [
  { retryAfter: 1 },
  { status: 500 },
  'hang',
  'cut',
  'lostAnswer',
  'lostAnswer',
  { slowMs: 1_500 },
]

/** What becomes of each of Slack's calls, one after the other; what is slow is not counted as failed. */
export function createSlackWeather(seed: number) {
  const chance = createChance(seed ^ 0x51ac)
  const met = new Map<string, number>()
  let calls = 0
  return {
    fate(): Fate | undefined {
      calls++
      if (!chance.happens(troubled)) return undefined
      const fate = chance.pick(manners)
      const name = typeof fate === 'string' ? fate : Object.entries(fate)[0]!.join(' ')
      met.set(name, (met.get(name) ?? 0) + 1)
      return fate
    },
    calls: () => calls,
    met: met as ReadonlyMap<string, number>,
  }
}

/** Webhooks come one to four times, each some seconds later or not, so that they overtake each other. */
export function scattered(seed: number): Scattered {
  const chance = createChance(seed ^ 0x9d07)
  return { times: () => 1 + Math.floor(chance.next() * 4), afterMs: () => chance.between(0, 8_000) }
}
