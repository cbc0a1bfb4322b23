import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { serving } from '../serving.ts'
import type { Fault, Faults } from './faults.ts'
import type { RestCall } from './rest.ts'
import { Refusal } from './world.ts'

/** A request as the simulated API received it. The token is not kept. */
export interface Received {
  method: string
  path: string
  query: Record<string, string[]>
  from?: string
  body?: unknown
  /** What was answered; absent while it hangs, and when the answer was lost. */
  status?: number
}

type Rest = (call: RestCall) => { status: number; body: unknown }

/** The HTTP side: faults, the token, JSON in and out, and a record of everything received. */
export function createRestServer(rest: Rest, faults: Faults, received: Received[]): Server {
  return serving(serve)

  async function serve(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
    const call = read(request, text)
    const record: Received = {
      method: call.method,
      path: call.path,
      query: Object.fromEntries([...call.query.keys()].map(key => [key, call.query.getAll(key)])),
      ...(call.from !== undefined && { from: call.from }),
      ...(call.body !== undefined && { body: call.body }),
    }
    received.push(record)
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      record.status = status
      if (body === undefined) return void response.writeHead(status, headers).end()
      const json = typeof body !== 'string'
      response.writeHead(status, { 'Content-Type': json ? 'application/json' : 'text/html', ...headers })
      response.end(json ? JSON.stringify(body) : body)
    }

    const fault = faults.meet(call)
    if (fault?.how === 'hang') return
    if (fault && fault.how !== 'lost-answer' && fault.how !== 'slow') {
      const [status, body] = failures[fault.how]
      const { resetSeconds } = fault
      send(status, body, resetSeconds === undefined ? {} : { 'ratelimit-reset': String(resetSeconds) })
      return
    }
    const { status, body } = authorised(request) ? answer(rest, call) : unauthorised
    if (fault?.how === 'lost-answer') return void request.socket.destroy()
    await fault?.until
    send(status, body)
  }
}

function read(request: IncomingMessage, raw: string): RestCall {
  const url = new URL(request.url ?? '/', 'http://pagerduty')
  const { from } = request.headers
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    ...(from !== undefined && { from }),
    ...(raw !== '' && { body: JSON.parse(raw) as unknown }),
  }
}

const failures: Record<
  Exclude<Fault['how'], 'hang' | 'lost-answer' | 'slow'>,
  [status: number, body: unknown]
> = {
  down: [503, '<html><body>Service Unavailable</body></html>'],
  broken: [500, { error: { message: 'An internal error has occurred.', code: 2000 } }],
  nonsense: [200, '<html><body>A login page</body></html>'],
  limited: [429, { error: { message: 'Rate Limit Exceeded', code: 2020 } }],
}

const unauthorised = { status: 401, body: { error: { message: 'Authentication failed', code: 2006 } } }
const authorised = (request: IncomingMessage) => /^Token token=\S+$/.test(request.headers.authorization ?? '')

function answer(rest: Rest, call: RestCall): { status: number; body: unknown } {
  try {
    return rest(call)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, code, message, errors } = error
    return { status, body: { error: { message, code, ...(errors.length > 0 && { errors }) } } }
  }
}
