import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Args, given } from './args.ts'
import type { Faults } from './faults.ts'

/** A call as it was received; without its token. */
export interface Received {
  method: string
  args: Args
  at: number
  /** Slack's answer; absent where the call met a fault before anything was done. */
  answer?: { ok: boolean; error?: string } & Record<string, unknown>
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** JSON, or text as it is. */
  body: Record<string, unknown> | string
}

/** Records each call, lets it meet its fault, and sends what it answers. */
export function createEndpoint(faults: Faults, received: Received[], now: () => number) {
  return async function serve(
    response: ServerResponse,
    call: { method: string; args: Args; channel?: string },
    run: () => Answer,
  ): Promise<void> {
    const { token: _, ...args } = call.args
    const record: Received = { method: call.method, args, at: now() }
    received.push(record)
    const fault = faults.meet(
      call.method,
      call.channel ?? given(args, 'channel') ?? given(args, 'channel_id'),
    )
    if (fault === 'hang') return
    if (fault === 'cut') return void response.socket?.destroy()
    if (typeof fault === 'object' && 'status' in fault)
      return send(response, { status: fault.status, body: `<html><body>${fault.status}</body></html>` })
    if (typeof fault === 'object' && 'retryAfter' in fault)
      return send(response, {
        status: 429,
        headers: { 'retry-after': String(fault.retryAfter) },
        body: { ok: false, error: 'ratelimited' },
      })
    if (typeof fault === 'object' && 'error' in fault)
      return send(response, { body: { ok: false, error: fault.error } })
    const answer = run()
    if (typeof answer.body === 'object') record.answer = answer.body as NonNullable<Received['answer']>
    if (fault === 'lostAnswer') return void response.socket?.destroy()
    if (fault !== undefined) await sleep(fault.slowMs, undefined, { ref: false })
    send(response, answer)
  }
}
export type Endpoint = ReturnType<typeof createEndpoint>

export function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  if (response.destroyed) return
  const json = typeof body === 'object'
  const type = json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(json ? JSON.stringify(body) : body)
}

export type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>
