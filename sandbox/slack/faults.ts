/**
 * An HTTP status; Slack's 429 with its Retry-After in seconds; Slack's word in an otherwise fine answer; no answer
 * ever; the connection cut before anything was done, or after; carried out, and answered so much later.
 */
export type Fate =
  | { status: number }
  | { retryAfter: number }
  | { error: string }
  | 'hang'
  | 'cut'
  | 'lostAnswer'
  | { slowMs: number }

/** What goes wrong with a call; nothing of it is carried out, but for `lostAnswer` and `slowMs`. */
export interface Rule {
  /** `chat.postMessage`, `upload`, `response_url` …; every call when absent. */
  method?: string | RegExp
  /** Only calls about this channel. */
  channel?: string
  /** For so many calls; until healed when absent. */
  times?: number
  /** The same for all, or said of each call anew: undefined where nothing goes wrong with it. */
  does: Fate | (() => Fate | undefined)
}

export interface Failing {
  /** Calls that have met it so far. */
  met(): number
  heal(): void
}

export function createFaults() {
  const rules: { rule: Rule; met: number }[] = []
  return {
    /** From now on calls fail like this; the latest rule that fits a call counts. */
    fail(rule: Rule): Failing {
      const kept = { rule, met: 0 }
      rules.unshift(kept)
      return {
        met: () => kept.met,
        heal() {
          if (rules.includes(kept)) rules.splice(rules.indexOf(kept), 1)
        },
      }
    },
    heal(): void {
      rules.length = 0
    },
    /** What this call meets, if anything. */
    meet(method: string, channel: string | undefined): Fate | undefined {
      const kept = rules.find(({ rule, met }) => met < (rule.times ?? Number.POSITIVE_INFINITY) && fits(rule))
      if (kept) kept.met += 1
      const does = kept?.rule.does
      return typeof does === 'function' ? does() : does

      function fits(rule: Rule): boolean {
        const named =
          typeof rule.method === 'string' ? rule.method === method : (rule.method?.test(method) ?? true)
        return named && (rule.channel === undefined || rule.channel === channel)
      }
    },
  }
}
export type Faults = ReturnType<typeof createFaults>
