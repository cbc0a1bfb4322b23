import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { OutsideError, UserError } from '../domain/errors.ts'
import type { Json } from '../domain/run/plan.ts'
import { withScheme } from '../domain/runbook/address.ts'
import type { Account } from '../ports/probes.ts'
import type { StepReader } from '../ports/step-reader.ts'
import { bodyText } from './body-text.ts'
import { failure } from './http-failure.ts'
import { guarded, isLinkLocal, linkLocalError } from './link-local.ts'
import { base64, filled, type Opened, open, without } from './opened.ts'

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
}: HttpStepReaderOptions = {}): StepReader<Account> {
  const dispatcher = new Agent({ pipelining: 0, connect: { lookup: guarded(lookup) } })
  return async ({ operation: method, input, secrets = new Map() }) => {
    const url = new URL(addressOf(String(input.url ?? '')))
    const opened = await open(secrets)
    const signed = signedIn(input.user, opened)
    try {
      if (isLinkLocal(url.hostname)) throw linkLocalError()
      const began = performance.now()
      const { statusCode, body } = await request(rewrite(url.href), {
        dispatcher,
        method: method === 'HEAD' ? 'HEAD' : 'GET',
        signal: AbortSignal.timeout(callMs),
        headers: {
          accept: 'application/json, */*;q=0.5',
          'user-agent': 'belay',
          ...(signed !== undefined && { authorization: `Basic ${signed}` }),
          ...headersIn(input.headers, opened),
        },
      })
      const text = await bodyText(body, bodyLimit + 1)
      if (input.fail === true && statusCode >= 400)
        throw new UserError(`${url.host} answered ${statusCode}, which curl -f takes for a failure.`)
      const isCut = Buffer.byteLength(text) > bodyLimit
      const ms = Math.round(performance.now() - began)
      const sent: Opened = signed === undefined ? opened : [...opened, ['[secret]', signed]]
      const shown = input.bare === true ? '' : without(sent, pretty(text))
      const cut = isCut ? ', only the first 1 MB of what it answered' : ''
      return { text: shown, about: `${statusCode} in ${ms} ms${cut}` }
    } catch (error) {
      if (error instanceof UserError) throw error
      throw new OutsideError(
        `${url.host}: ${failure(error, callMs)}.`,
        { service: 'http', fault: 'away', effect: 'none' },
        { cause: error },
      )
    }
  }
}

/** `curl -u name:password` */
const signedIn = (user: Json | undefined, opened: Opened): string | undefined =>
  typeof user === 'string' ? base64(filled(user, opened)) : undefined

/** What the step sends besides; how it is sent stays Belay's. */
function headersIn(said: Json | undefined, opened: Opened): Record<string, string> {
  const own = /^(?:host|connection|content-length|transfer-encoding|expect|upgrade)$/i
  const lines = Array.isArray(said) ? said.map(String) : []
  return Object.fromEntries(
    lines.flatMap(line => {
      const [, name = '', value = ''] = /^([\w-]{1,60}):\s*([^\r\n]*)$/.exec(line) ?? []
      return name === '' || own.test(name) ? [] : [[name.toLowerCase(), filled(value, opened)]]
    }),
  )
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
