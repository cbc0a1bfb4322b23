import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Dispatcher } from 'undici'
import { percentile } from './statistics.ts'

export interface Asked {
  path: string
  headers: Record<string, string>
  body: string
}

export interface Answered {
  /** How many were answered with the status that was expected. */
  right: number
  /** Answers a second. */
  perSecond: number
  /** Milliseconds from sending, or from when it should have been sent, to the whole answer. */
  p50: number
  p99: number
  longest: number
}

export interface Manner {
  connections: number
  expected: number
  /** How many are sent a second; as many as are answered, without it. */
  perSecond?: number
}

/** An answer that takes longer is none, in milliseconds. */
const longestMs = 15_000

/**
 * Sends all of these over so many connections, one at a time on each. Every request is made before the first is sent,
 * and every connection is open before it counts.
 */
export async function drive(origin: string, asked: readonly Asked[], manner: Manner): Promise<Answered> {
  const clients = Array.from(
    { length: manner.connections },
    () => new Client(origin, { pipelining: 1, headersTimeout: longestMs, bodyTimeout: longestMs }),
  )
  await Promise.all(clients.map(client => answer(client, { method: 'GET', path: '/healthz' })))
  const took: number[] = []
  let right = 0
  let next = 0
  const began = performance.now()

  async function send(client: Client): Promise<void> {
    for (let i = next++; i < asked.length; i = next++) {
      const due = manner.perSecond === undefined ? 0 : began + (1_000 * i) / manner.perSecond
      const early = due - performance.now()
      if (early > 0) await sleep(early)
      const from = early > 0 || manner.perSecond === undefined ? performance.now() : due
      if ((await answer(client, { method: 'POST', ...asked[i]! })) === manner.expected) right++
      took.push(performance.now() - from)
    }
  }

  await Promise.all(clients.map(send))
  const seconds = (performance.now() - began) / 1_000
  await Promise.all(clients.map(client => client.close()))
  return {
    right,
    perSecond: asked.length / seconds,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    longest: percentile(took, 1),
  }
}

/** The status of the answer, once it has come whole. */
function answer(client: Client, request: Dispatcher.DispatchOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0
    client.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_, code) {
        status = code
      },
      onResponseEnd: () => resolve(status),
      onResponseError: (_, error) => reject(error),
    })
  })
}
