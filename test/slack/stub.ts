import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { acceptSocket, type SocketPeer } from './web-socket.ts'

export type Params = Record<string, unknown>
/** What a method answers: a body, a whole response, no answer at all, or a connection that breaks. */
export type Answer =
  | Params
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'hang'
  | 'break'

interface Call {
  method: string
  params: Params
}

/** The few things of Slack's Web API that these tests need, over real HTTP. */
export async function createStub() {
  const calls: Call[] = []
  const messages: (Params & { channel: string; ts: string })[] = []
  const manners = new Map<string, (params: Params) => Answer>()
  const waiting: ((peer: SocketPeer) => void)[] = []
  let ticks = 0
  let unanswered = 0

  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const path = (req.url ?? '').slice(1)
    const method = path.replace(/^api\//, '')
    const params = path.startsWith('api/')
      ? form(text)
      : { body: text.startsWith('{') ? JSON.parse(text) : text }
    calls.push({ method, params })
    unanswered++
    res.on('close', () => unanswered--)
    send(res, (manners.get(method) ?? usual[method] ?? (() => ({ ok: true })))(params))
  })
  server.on('upgrade', (req, socket) => {
    const peer = acceptSocket(req, socket)
    peer.send({ type: 'hello' })
    waiting.shift()?.(peer)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  const post = (params: Params): Params => {
    const ts = `1793620800.${String(++ticks).padStart(6, '0')}`
    messages.push({ ...params, channel: String(params.channel), ts, bot_id: 'BBELAY' })
    return { ok: true, channel: params.channel, ts }
  }
  const usual: Record<string, (params: Params) => Answer> = {
    'auth.test': () => ({ ok: true, user_id: 'UBELAY', bot_id: 'BBELAY', team_id: 'T1' }),
    'chat.postMessage': post,
    'conversations.open': ({ users }) => ({ ok: true, channel: { id: `D${users}` } }),
    'conversations.history': ({ channel }) => ({
      ok: true,
      messages: messages.filter(m => m.channel === channel),
    }),
    'files.getUploadURLExternal': () => ({ ok: true, upload_url: `${url}/upload`, file_id: 'F1' }),
    'apps.connections.open': () => ({ ok: true, url: `ws://127.0.0.1:${port}/socket` }),
  }

  return {
    apiUrl: `${url}/api/`,
    responseUrl: `${url}/respond`,
    calls,
    messages,
    post,
    /** From now on the method answers so; `undefined` makes it behave again. */
    on(method: string, manner: ((params: Params) => Answer) | undefined): void {
      if (manner) manners.set(method, manner)
      else manners.delete(method)
    },
    called: (method: string): Params[] =>
      calls.filter(call => call.method === method).map(call => call.params),
    /** How many callers still wait for an answer. */
    unanswered: () => unanswered,
    /** The next web socket that is opened, after hello. */
    socket: () => new Promise<SocketPeer>(resolve => waiting.push(resolve)),
    async stop(): Promise<void> {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
export type Stub = Awaited<ReturnType<typeof createStub>>

function send(res: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return
  if (answer === 'break') {
    res.destroy()
    return
  }
  const whole = 'status' in answer && typeof answer.status === 'number'
  const status = whole ? (answer.status as number) : 200
  const headers = (whole ? (answer.headers as Record<string, string>) : undefined) ?? {}
  const body = whole ? String(answer.body ?? '') : JSON.stringify(answer)
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

function form(text: string): Params {
  const read = (value: string): unknown =>
    /^[[{]|^(true|false|\d{1,9})$/.test(value) ? JSON.parse(value) : value
  return Object.fromEntries([...new URLSearchParams(text)].map(([key, value]) => [key, read(value)]))
}
