import type { Count } from './count/count.ts'
import type { Healed } from './healing.ts'
import type { Kept } from './kept.ts'
import type { Bounds } from './plan.ts'
import type { VariantName } from './redis/variants.ts'
import type { Takeovers } from './takeovers.ts'

export interface Torture extends Bounds {
  variant: VariantName
  systems: number
  /** How long a P1 waits for somebody, in milliseconds. */
  acknowledgeMs: number
  /** Whether to wait until copies of posts have been looked for, a minute after each doubt, too. */
  tidied: boolean
  /** How long is waited for everything to come to rest, in milliseconds. */
  restMs: number
  say(text: string): void
}

export interface Tortured {
  counts: Count[]
  kept: Kept[]
  takeovers: Takeovers
  /** After each loss of history: how long it took until every open page was an incident again. */
  healed: Healed[]
  /** How many kills there were, of how many that were planned. */
  killed: number
  kills: number
  ownEnds: number
  webhooks: number
  deliveries: number
  slack: { calls: number; met: ReadonlyMap<string, number> }
  /** What was still to be done when nobody waited any longer, by kind. */
  left: ReadonlyMap<string, number>
  tookMs: number
  logs: string
}
