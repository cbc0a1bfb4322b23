import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'

const channel = 'http.client.response.finish'
export const idHeader = 'X-Request-Id'

/**
 * Calls back when the request that carries this id is answered 429, with the seconds after which the limit is reset,
 * before the HTTP client sees the answer. pdjs would keep the answer to itself and repeat the call three times, 20
 * seconds apart; aborting the request from here is what makes it a single attempt.
 */
export function onLimit(id: string, limit: (seconds: number | undefined) => void): { stop(): void } {
  const watch = (message: unknown) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage }
    if (response.statusCode !== 429 || String(request.getHeader(idHeader)) !== id) return
    limit(seconds(response.headers['ratelimit-reset']) ?? seconds(response.headers['retry-after']))
  }
  subscribe(channel, watch)
  return { stop: () => unsubscribe(channel, watch) }
}

function seconds(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d+$/.test(header) ? Number(header) : undefined
}
