import { OutsideError } from '../src/domain/errors.ts'
import type { Chance } from './chance.ts'
import type { Scheduler } from './scheduler.ts'
import type { Trace } from './trace.ts'
import type { Fate, Service, Weather } from './weather.ts'

/** Whoever calls: what it hears it hears when it is not standing still, and never once it has ended. */
export interface Caller {
  name: string
  /** It has ended: what it was about to do it does not. */
  isOver(): boolean
  crash(): void
  freeze(ms: number): void
  /** Has something happen in it, if it is still the same by then. */
  hears(act: () => void): () => void
}

export interface Call<T> {
  service: Service
  method: string
  given?: unknown
  /** Carried out in one go on the other side; `tookMs`: how long it was on its way. */
  effect(tookMs: number): T | Promise<T>
  /** So long it is waited for. */
  limitMs: number
  /** It changes nothing. */
  reads?: boolean
  /** An HTTP PUT: a proxy that has lost the answer may send it again. */
  put?: true
}

export interface WireDeps {
  scheduler: Scheduler
  chance: Chance
  weather: Weather
  trace: Trace
  count(fault: string): void
}

const typical: Record<Service, [number, number]> = {
  redis: [0.2, 2],
  slack: [20, 200],
  pagerduty: [20, 300],
  aws: [20, 200],
}
/** What is slow arrives within this all the same. */
const slowMs: Record<Service, number> = { redis: 6_000, slack: 7_000, pagerduty: 7_000, aws: 7_000 }

/** Between a process and all that it calls: every call takes time, and any may go wrong on its way there or back. */
export function createWire({ scheduler, chance, weather, trace, count }: WireDeps) {
  const failed = (call: Call<unknown>, fate: Fate, effect: 'none' | 'unknown') =>
    new OutsideError(`${call.service}, ${call.method}: ${fate}`, {
      service: call.service,
      fault: fate === 'limited' ? 'limited' : 'away',
      effect: call.reads ? 'none' : effect,
      ...(fate === 'limited' && { retryAfterMs: Math.round(chance.between(0, 3_000)) }),
    })

  return function send<T>(from: Caller, call: Call<T>): Promise<T> {
    if (from.isOver()) return new Promise<T>(() => {})
    const fate = weather.fate(call.service, call.put ?? call.service === 'redis')
    const [least, most] = typical[call.service]
    const back = chance.between(least, most)
    let there = chance.between(least, most)
    if (fate === 'slow') there = chance.between(most, slowMs[call.service])
    if (fate === 'very late') there = chance.between(12_000, 24_000)
    if (fate !== 'fine') count(`${call.service}: ${fate}`)
    trace.step(from.name, `${call.service}.${call.method}`, call.given, fate === 'fine' ? undefined : fate)

    return new Promise<T>((resolve, reject) => {
      const hear = (ms: number, act: () => void) => void scheduler.after(ms, from.hears(act))
      const fail = (ms: number, effect: 'none' | 'unknown') =>
        hear(ms, () => reject(failed(call, fate, effect)))
      if (fate === 'crash before') return from.crash()
      if (fate === 'unreachable' || fate === 'limited') return fail(back, 'none')
      if (fate === 'lost request') return fail(call.limitMs, 'unknown')
      if (fate === 'twice') {
        const first = there
        scheduler.after(first, () => void carriedOut(call, first))
        there += Math.min(chance.around(500), slowMs[call.service] - most)
      }
      if (there + back > call.limitMs) fail(call.limitMs, 'unknown')
      scheduler.after(there, () => {
        const answer = carriedOut(call, there)
        if (fate === 'crash after') return from.crash()
        if (fate === 'lost answer') return fail(Math.max(0, call.limitMs - there), 'unknown')
        if (fate === 'crash at answer') return hear(back, () => from.crash())
        if (fate === 'freeze')
          hear(back, () => from.freeze(chance.around(chance.happens(0.3) ? 20_000 : 3_000)))
        hear(back, () => resolve(answer))
      })
    })
  }
}
export type Wire = ReturnType<typeof createWire>

/** What comes of a call on the other side, where nobody may wait for it any more. */
function carriedOut<T>(call: Call<T>, tookMs: number): Promise<T> {
  const answer = (async () => call.effect(tookMs))()
  answer.catch(() => {})
  return answer
}
