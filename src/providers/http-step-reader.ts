import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { OutsideError, UserError } from '../domain/errors.ts'
import { withScheme } from '../domain/runbook/address.ts'
import type { StepReader } from '../ports/step-reader.ts'
import { failure } from './http-failure.ts'
import { guarded, isLinkLocal, linkLocalError } from './link-local.ts'

const callMs = 10_000
const bodyLimit = 1_000_000

export interface HttpStepReaderOptions {
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
  lookup?: LookupFunction
}

/** Asks an address of the system's own as a runbook's curl does. A redirect is told, and not followed. */
export function createHttpStepReader({
  rewrite = url => url,
  lookup,
}: HttpStepReaderOptions = {}): StepReader {
  const dispatcher = new Agent({ pipelining: 0, connect: { lookup: guarded(lookup) } })
  return async ({ operation: method, input }) => {
    const url = new URL(addressOf(String(input.url ?? '')))
    try {
      if (isLinkLocal(url.hostname)) throw linkLocalError()
      const began = performance.now()
      const { statusCode, body } = await request(rewrite(url.href), {
        dispatcher,
        method: method === 'HEAD' ? 'HEAD' : 'GET',
        signal: AbortSignal.timeout(callMs),
        headers: { accept: 'application/json, */*;q=0.5', 'user-agent': 'belay' },
      })
      let text = ''
      for await (const chunk of body) {
        text += String(chunk)
        if (text.length > bodyLimit) break
      }
      const ms = Math.round(performance.now() - began)
      return { text: `${statusCode} in ${ms} ms\n${pretty(text)}`.trim() }
    } catch (error) {
      throw new OutsideError(
        `${url.host}: ${failure(error, callMs)}.`,
        { service: 'http', fault: 'away', effect: 'none' },
        { cause: error },
      )
    }
  }
}

function addressOf(said: string): string {
  const url = withScheme(said)
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new UserError(`${said.slice(0, 80)} is no address that Belay asks.`)
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
