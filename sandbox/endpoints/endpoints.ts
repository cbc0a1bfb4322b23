import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { listen } from '../listen.ts'
import { serving } from '../serving.ts'

/** How a service's health address answers; `body` is sent as JSON. */
type EndpointState =
  | { is: 'ok'; body?: unknown }
  | { is: 'failing'; status?: number; body?: unknown }
  /** Answers so many bytes, in lines; `sent` counts those that were taken. */
  | { is: 'long'; bytes: number; sent?: { bytes: number } }
  | { is: 'slow'; afterMs: number }
  | { is: 'hanging' }
  /** Closes the connection instead of an answer. */
  | { is: 'lost' }
  | { is: 'redirecting'; to: string }

interface Sent {
  method: string
  address: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Endpoints {
  url: string
  /** Where the health address of a real service is found in here. */
  rewrite(address: string): string
  /** Sets how an address answers, or what tells how it does; all are fine at first. */
  set(address: string, state: EndpointState | (() => EndpointState)): void
  /** The addresses that were asked, oldest first, as they were before they were rewritten (without the scheme). */
  asked: string[]
  /** What was sent there to have something done, oldest first. */
  sent: Sent[]
  close(): Promise<void>
}

/** The health addresses of any number of services, each by its host and path: `/api.example.com/health`. */
export async function createEndpoints({ port = 0 }: { port?: number } = {}): Promise<Endpoints> {
  const states = new Map<string, EndpointState | (() => EndpointState)>()
  const asked: string[] = []
  const sent: Sent[] = []
  const timers = new Set<NodeJS.Timeout>()

  const server = serving((request, response, body) => {
    const address = (request.url ?? '/').slice(1)
    asked.push(address)
    const { method = 'GET', headers } = request
    if (method !== 'GET') sent.push({ method, address, headers, body })
    const state = states.get(address) ?? { is: 'ok' }
    answer(response, typeof state === 'function' ? state() : state)
  })

  function answer(response: ServerResponse, state: EndpointState): void {
    switch (state.is) {
      case 'ok':
        json(response, 200, state.body ?? { status: 'ok' })
        break
      case 'failing':
        json(response, state.status ?? 503, state.body ?? { status: 'error' })
        break
      case 'long':
        response.writeHead(200, { 'content-type': 'text/plain' })
        Readable.from(lines(state))
          .on('error', () => {})
          .pipe(response)
        break
      case 'slow': {
        const timer = setTimeout(() => {
          timers.delete(timer)
          json(response, 200, { status: 'ok' })
        }, state.afterMs)
        timers.add(timer)
        break
      }
      case 'redirecting':
        response.writeHead(302, { location: state.to }).end()
        break
      case 'lost':
        response.destroy()
        break
      case 'hanging':
    }
  }

  const { url, close } = await listen(server, port)
  return {
    url,
    rewrite: address => `${url}/${keyOf(address)}`,
    set: (address, state) => void states.set(keyOf(address), state),
    asked,
    sent,
    close() {
      for (const timer of timers) clearTimeout(timer)
      return close()
    },
  }
}

function keyOf(address: string): string {
  const { host, pathname, search } = new URL(address)
  return `${host}${pathname}${search}`
}

function* lines({ bytes, sent }: { bytes: number; sent?: { bytes: number } }): Generator<string> {
  const chunk = 'a line of something that goes on\n'.repeat(2_000)
  for (let left = bytes; left > 0; left -= chunk.length) {
    if (sent) sent.bytes += chunk.length
    yield chunk
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
