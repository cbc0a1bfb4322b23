import { Agent, request } from 'undici'
import { z } from 'zod'
import { type Fault, kindOf, OutsideError, UserError } from '../../domain/errors.ts'
import type { DockerPlace } from '../../ports/containers.ts'
import type { Secrets } from '../../ports/secrets.ts'
import { failure } from '../http-failure.ts'
import { isNeverSent } from '../never-sent.ts'
import { wholeBody } from '../too-much.ts'

/** How long one call may take, in milliseconds. */
export const callMs = 2_500

export interface DockerOptions {
  secrets: Secrets
  /** Where an Engine is found instead of where it says. */
  rewrite?: (host: string) => string
}

export interface DockerCall<T> {
  place: DockerPlace
  method?: 'GET' | 'POST' | 'DELETE'
  path: string
  body?: object
  answer: z.ZodType<T>
  /** What it is about, as people call it. */
  about: string
  timeoutMs?: number
}

/** Calls Docker's Engine over its socket or with certificates; what goes wrong is an `OutsideError` in words. */
export function createDocker({ secrets, rewrite = host => host }: DockerOptions) {
  const sockets = new Map<string, Agent>()

  /** Certificates are looked up anew each time, so that one that was renewed counts at once. */
  async function reach({ docker, ...vault }: DockerPlace): Promise<{ url: string; dispatcher: Agent }> {
    const host = rewrite(docker.host)
    if (host.startsWith('unix:')) {
      const socketPath = host.slice('unix://'.length)
      const known = sockets.get(socketPath) ?? new Agent({ connect: { socketPath }, pipelining: 0 })
      sockets.set(socketPath, known)
      return { url: 'http://docker', dispatcher: known }
    }
    if (!docker.tls || host.startsWith('http:'))
      return { url: host, dispatcher: new Agent({ pipelining: 0 }) }
    const { ca, cert, key } = docker.tls
    const [a, b, c] = await Promise.all([ca, cert, key].map(one => secrets.reveal(one, vault)))
    const connect = { ca: a!, cert: b!, key: c! }
    return { url: host.replace(/^tcp:/, 'https:'), dispatcher: new Agent({ connect, pipelining: 0 }) }
  }

  /** The bytes that were answered, and of what kind; undefined where it says 404. */
  async function bytes(call: Omit<DockerCall<unknown>, 'answer'>) {
    const { place, method = 'GET', path, body, about, timeoutMs = callMs } = call
    const fail = (message: string, fault: Omit<Fault, 'service'>, cause?: unknown) =>
      new OutsideError(message, { service: 'docker', ...fault }, { cause })
    const lost = method === 'GET' ? 'none' : 'unknown'
    // Whatever it takes to look up who Belay is there belongs to the time of the call.
    const signal = AbortSignal.timeout(timeoutMs)
    const { url, dispatcher } = await reach(place)
    let status: number
    let type: string
    let said: Buffer
    try {
      const answered = await request(`${url}${path}`, {
        dispatcher,
        method,
        signal,
        headers: { 'user-agent': 'belay', ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      status = answered.statusCode
      type = `${answered.headers['content-type']}`
      said = await wholeBody(answered.body)
    } catch (error) {
      if (error instanceof UserError) throw error
      const code = kindOf(error)
      if (code === 'ENOENT' || code === 'EACCES')
        throw fail(
          `Docker's socket ${place.docker.host} ${code === 'ENOENT' ? 'is not there' : 'may not be used by Belay'}: see \`docker\` in the system file`,
          { fault: 'refused', effect: 'none', code },
          error,
        )
      const effect = isNeverSent(code) ? 'none' : lost
      throw fail(
        `Docker did not answer about ${about}: ${failure(error, timeoutMs)}`,
        { fault: 'away', effect },
        error,
      )
    }
    if (status === 404) return undefined
    const code = `${status}`
    if (status >= 500)
      throw fail(`Docker answered ${status} about ${about}: ${words(said)}`, {
        fault: 'away',
        effect: lost,
        code,
      })
    if (status === 409)
      throw fail(`Docker is at odds about ${about}: ${words(said)}`, { fault: 'away', effect: 'none', code })
    if (status === 429)
      throw fail(`Docker asks Belay to slow down: ${words(said)}`, { fault: 'limited', effect: 'none', code })
    if (status >= 400)
      throw fail(`Docker refused ${about}: ${words(said)}`, { fault: 'refused', effect: 'none', code })
    return { said, type }
  }

  return {
    bytes,
    async ask<T>({ answer, ...call }: DockerCall<T>): Promise<T | undefined> {
      const found = await bytes(call)
      if (!found) return undefined
      try {
        const text = found.said.toString()
        return answer.parse(text === '' || !found.type.includes('json') ? {} : JSON.parse(text))
      } catch (error) {
        throw new OutsideError(
          `Docker's answer about ${call.about} cannot be read`,
          { service: 'docker', fault: 'away', effect: (call.method ?? 'GET') === 'GET' ? 'none' : 'unknown' },
          { cause: error },
        )
      }
    },
  }
}
export type Docker = ReturnType<typeof createDocker>

const Said = z.object({ message: z.string() })

function words(said: Buffer): string {
  try {
    return Said.parse(JSON.parse(said.toString())).message.replace(/\s+/g, ' ').slice(0, 200)
  } catch {
    return 'it gave no reason'
  }
}

/** What a call changes is not there. */
export const missing = (what: string): OutsideError =>
  new OutsideError(what, { service: 'docker', fault: 'refused', effect: 'none', code: '404' })
