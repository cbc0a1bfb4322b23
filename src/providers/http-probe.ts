import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import type { Finding, Probes } from '../ports/probes.ts'
import { bodyText } from './body-text.ts'
import { isDown, isPoor, type Part, parts } from './health-body.ts'
import { failure } from './http-failure.ts'
import { latency } from './latency.ts'
import { guarded, isLinkLocal, linkLocalError } from './link-local.ts'

const bodyLimit = 64 * 1024
const hops = 3

export interface HttpProbeOptions {
  /** An answer that takes longer, in milliseconds, is slow. */
  slowMs?: number
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
  /** How names are looked up, where it is not the system that does. */
  lookup?: LookupFunction
}

interface Answer {
  status: number
  body: string
  /** Where the answer sends on to, when that is not followed, and why not. */
  sentOn?: string
}

/** One attempt over a connection of its own, so that a dead host or an expired certificate shows at once. */
export function createHttpProbe({
  slowMs = 1_000,
  rewrite = url => url,
  lookup,
}: HttpProbeOptions = {}): Probes['http'] {
  const dispatcher = new Agent({ pipelining: 0, connect: { lookup: guarded(lookup) } })

  async function get(url: URL, signal: AbortSignal, left = hops): Promise<Answer> {
    if (isLinkLocal(url.hostname)) throw linkLocalError()
    const {
      statusCode: status,
      headers,
      body,
    } = await request(url, {
      dispatcher,
      signal,
      headers: { accept: 'application/json, */*;q=0.5', 'user-agent': 'belay' },
    })
    const next = status >= 300 && status < 400 ? locationOf(headers.location, url) : undefined
    if (next === undefined) return { status, body: await bodyText(body, bodyLimit) }
    await body.dump({ limit: bodyLimit, signal })
    if (next === 'malformed') return { status, body: '', sentOn: 'sent on to an address that is none' }
    if (next.origin !== url.origin)
      return { status, body: '', sentOn: `sent on to ${next.host}, not followed` }
    return left > 0
      ? get(next, signal, left - 1)
      : { status, body: '', sentOn: `sent on more than ${hops} times` }
  }

  return async (address, timeoutMs, limitMs = slowMs) => {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (!url || !/^https?:$/.test(url.protocol)) {
      return {
        state: 'unknown',
        what: 'health',
        detail: 'only http and https addresses are looked at',
        ms: 0,
      }
    }
    const what = url.pathname
    const began = performance.now()
    const took = () => performance.now() - began
    try {
      const answer = await get(new URL(rewrite(address)), AbortSignal.timeout(timeoutMs))
      const ms = took()
      return { ...judge(answer, ms, limitMs), what, ms }
    } catch (error) {
      return { state: 'down', what, detail: failure(error, timeoutMs), ms: took() }
    }
  }
}

function judge(
  { status, body, sentOn }: Answer,
  ms: number,
  slowMs: number,
): Pick<Finding, 'state' | 'detail'> {
  const found = parts(body)
  const telling = found.filter(isDown)
  const poor = found.filter(isPoor)
  const head = `${status} in ${latency(ms)}`
  const say = (said: Part[]) =>
    [head, ...said.slice(0, 4).map(({ name, says }) => `${name} ${says}`)].join(', ')
  if (sentOn) return { state: 'down', detail: `${head}, ${sentOn}` }
  if (status < 200 || status >= 300 || telling.length > 0) return { state: 'down', detail: say(telling) }
  if (poor.length > 0) return { state: 'slow', detail: say(poor) }
  return { state: ms > slowMs ? 'slow' : 'fine', detail: say(found) }
}

function locationOf(header: string | string[] | undefined, from: URL): URL | 'malformed' | undefined {
  const location = Array.isArray(header) ? header[0] : header
  if (location === undefined) return undefined
  return URL.canParse(location, from.href) ? new URL(location, from) : 'malformed'
}
