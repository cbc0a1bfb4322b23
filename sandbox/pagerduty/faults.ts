/** What can be wrong with the simulated REST API. */
export interface Fault {
  /**
   * `down`: 503 with an HTML page; `broken`: 500 with JSON; `limited`: 429; `hang`: no answer ever; `lost-answer`:
   * carried out, and then the connection breaks; `slow`: carried out, and answered once `until` is, with how it was
   * then; `nonsense`: 200 with what is not an answer.
   */
  how: 'down' | 'broken' | 'limited' | 'hang' | 'lost-answer' | 'slow' | 'nonsense'
  /** For so many requests; until healed, when absent. */
  times?: number
  /** Only these. */
  method?: string
  path?: RegExp
  /** With `slow`. */
  until?: Promise<unknown>
  /** With `limited`: the header `ratelimit-reset`, in seconds; absent: PagerDuty does not say. */
  resetSeconds?: number
}

export function createFaults() {
  let faults: (Fault & { left: number })[] = []
  return {
    /** From now on, requests fail like this; the latest fault that fits a request counts. */
    fail(fault: Fault): void {
      faults.unshift({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY })
    },
    heal(): void {
      faults = []
    },
    /** The fault that this request meets, if any. */
    meet({ method, path }: { method: string; path: string }): Fault | undefined {
      const met = faults.find(
        fault =>
          fault.left > 0 &&
          (fault.method === undefined || fault.method === method) &&
          (fault.path === undefined || fault.path.test(path)),
      )
      if (met) met.left -= 1
      return met
    },
  }
}
export type Faults = ReturnType<typeof createFaults>
