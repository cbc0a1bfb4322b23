import { connect } from 'node:net'
import { Agent, request } from 'undici'
import type { Sent } from './request.ts'

/** What became of a request: a status, or why there was none; 0 where it was hung up on. */
export type Answered = { status: number } | { failed: string }

/** Longer than anything here takes, in milliseconds. */
const hangsMs = 30_000

export function createSender(url: string) {
  const limits = { headersTimeout: hangsMs, bodyTimeout: hangsMs }
  // A connection that the server is about to let go of is not taken.
  const agent = new Agent({ ...limits, keepAliveTimeout: 1_000, keepAliveMaxTimeout: 1_000 })
  const { port } = new URL(url)

  return {
    async send({ method, path, headers, body }: Sent): Promise<Answered> {
      try {
        const given = { dispatcher: agent, method: method as 'POST', headers, ...(body && { body }) }
        const answer = await request(`${url}${path}`, given)
        await answer.body.dump()
        return { status: answer.statusCode }
      } catch (error) {
        const { code, message } = error as Error & { code?: string }
        return { failed: code?.endsWith('TIMEOUT') ? 'hangs' : (code ?? message) }
      }
    },

    /** As it is, with nothing after it. */
    raw: (text: string): Promise<Answered> =>
      new Promise(resolve => {
        const socket = connect(Number(port), '127.0.0.1', () => void socket.end(Buffer.from(text, 'latin1')))
        let said = ''
        let hangs = false
        socket.setTimeout(hangsMs, () => {
          hangs = true
          socket.destroy()
        })
        socket.on('data', data => (said += data))
        socket.on('error', () => {}) // It is closed then, too.
        socket.on('close', () =>
          resolve(hangs ? { failed: 'hangs' } : { status: Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0) }),
        )
      }),

    close: () => agent.destroy(),
  }
}
