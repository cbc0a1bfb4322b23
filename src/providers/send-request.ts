import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { kindOf, OutsideError } from '../domain/errors.ts'
import { mask } from '../domain/mask.ts'
import { fieldOf, type Maker, maker } from '../ports/calls/call.ts'
import { sendRequest } from '../ports/calls/request.ts'
import type { Secrets } from '../ports/secrets.ts'
import { bodyText } from './body-text.ts'
import { failure } from './http-failure.ts'
import { latency } from './latency.ts'
import { guarded, isLinkLocal, linkLocalCode, linkLocalError } from './link-local.ts'
import { isNeverSent } from './never-sent.ts'

type Params = z.infer<typeof sendRequest.params>

/** What is asked to do something may take so long to say that it has, in milliseconds. */
const callMs = 20_000
/** So much of an answer is read, in bytes: more than what is kept, so that no token is cut where that ends. */
const bodyLimit = 64 * 1024
/** So much of it is kept with the run, in characters. */
const kept = 4_000

export interface SendRequestOptions {
  secrets: Secrets
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
  lookup?: LookupFunction
  /** Less than usual, in milliseconds. */
  timeoutMs?: number
}

const Answered = z.object({ status: z.number(), ms: z.number(), answer: z.string() })

/**
 * Sends a request once: nothing tells one that was sent from one that was not, so that a lost answer waits for a person.
 * A redirect is told, and not followed.
 */
export function createSendRequest({
  secrets,
  rewrite = url => url,
  lookup,
  timeoutMs = callMs,
}: SendRequestOptions): Maker {
  const dispatcher = new Agent({ pipelining: 0, connect: { lookup: guarded(lookup) } })

  async function send({ url, method, header, body }: Params, value: string | undefined) {
    const { hostname } = new URL(url)
    if (isLinkLocal(hostname)) throw linkLocalError()
    const began = performance.now()
    const { statusCode, body: answered } = await request(rewrite(url), {
      dispatcher,
      method: method as 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/json, */*;q=0.5',
        'user-agent': 'belay',
        ...(value !== undefined &&
          (header === undefined ? { authorization: `Bearer ${value}` } : { [header]: value })),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await bodyText(answered, bodyLimit)
    const answer = value === undefined ? text : text.replaceAll(value, '[token]')
    return {
      status: statusCode,
      ms: Math.round(performance.now() - began),
      answer: mask(answer).slice(0, kept),
    }
  }

  return maker<Params>({
    kind: sendRequest,
    repeatable: false,
    look: async () => ({ is: 'before' }),

    async start(params, _made, guard) {
      const { token, region, role } = params
      const vault = { ...(region !== undefined && { region }), ...(role !== undefined && { role }) }
      const value = token && (await secrets.reveal(token, vault))
      guard?.()
      try {
        return await send(params, value)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        const code = kindOf(error)
        const wasSent = !isNeverSent(code) && code !== linkLocalCode
        const message = `${new URL(params.url).host}: ${failure(error, timeoutMs)}.`
        const effect = wasSent ? 'unknown' : 'none'
        const fault = code === linkLocalCode ? 'refused' : 'away'
        throw new OutsideError(message, { service: 'http', fault, effect }, { cause: error })
      }
    },

    async observe(_, result) {
      const { status, ms, answer } = Answered.parse(result)
      const said = [`${status} in ${latency(ms)}`]
      const output = answer === '' ? {} : { output: answer }
      if (status >= 200 && status < 300)
        return { is: 'done', progress: { done: 1, of: 1, what: 'requests answered', said, ...output } }
      return { is: 'failed', why: `It answered ${status}${meant(status)}.`, said, ...output }
    },

    output: async (_, result) => String(fieldOf(result, 'answer') ?? ''),
  })
}

/** What an answer that is no success means for whoever asks again. */
function meant(status: number): string {
  if (status >= 500) return ': it may have done something all the same, so look before you ask again'
  if (status >= 300 && status < 400) return ', and sends on elsewhere, which is not followed'
  if (status === 401 || status === 403) return ': the token may not do that'
  return status === 429 ? ': it asks to slow down' : ''
}
