import { randomUUID } from 'node:crypto'
import { api as pdjs } from '@pagerduty/pdjs'
import type { OutsideError } from '../../domain/errors.ts'
import type { Guard } from '../../ports/pager.ts'
import { isNeverSent } from '../never-sent.ts'
import { away, type Effect, limited, refused } from './faults.ts'
import { idHeader, onLimit } from './single-attempt.ts'

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Begins with a slash; ids in it are encoded. */
  path: string
  query?: Record<string, string | string[]>
  body?: object
  /** E-mail of the PagerDuty user in whose name this is done: what is written to incidents needs one. */
  from?: string
  guard?: Guard | undefined
}

/** What came back, whether PagerDuty did it (2xx) or not (4xx); `data` is undefined when it was not JSON. */
export interface Answer {
  status: number
  data: unknown
  effect: Effect
}

export interface ApiOptions {
  token: string
  url: string
  timeoutMs: number
}

/** Carries out one call as one attempt; rejects when PagerDuty is away or asks to wait. */
export type Api = (call: Call) => Promise<Answer>

export function createApi({ token, url, timeoutMs }: ApiOptions): Api {
  const base = url.replace(/\/+$/, '')

  return async call => {
    call.guard?.(timeoutMs)
    const effect: Effect = call.method === 'GET' ? 'none' : 'unknown'
    const id = randomUUID()
    const attempt = new AbortController()
    let stopped: OutsideError | undefined
    const stop = (why: OutsideError) => {
      stopped ??= why
      attempt.abort()
    }
    const timer = setTimeout(
      () => stop(away(`PagerDuty did not answer within ${timeoutMs} ms.`, effect)),
      timeoutMs,
    )
    const limit = onLimit(id, seconds => stop(limited(seconds)))
    let status: number
    let data: unknown
    try {
      const response = await pdjs({
        token,
        url: base + call.path,
        method: call.method,
        headers: { [idHeader]: id, ...(call.from !== undefined && { From: call.from }) },
        signal: attempt.signal,
        redirect: 'manual',
        // Aborts nothing, and holds the process open for as long as it says.
        requestTimeout: 0,
        ...(call.query && { queryParameters: call.query }),
        ...(call.body && { data: call.body }),
      })
      status = response.status
      data = response.data
    } catch (thrown) {
      if (stopped) throw stopped
      if (!hasStatus(thrown)) throw failed(thrown, effect)
      status = thrown.status
    } finally {
      clearTimeout(timer)
      limit.stop()
    }
    return answered(status, data, effect)
  }
}

function answered(status: number, data: unknown, effect: Effect): Answer {
  if (status >= 500 || status === 408) throw away(`PagerDuty answered ${status}.`, effect)
  if (status < 300 && status !== 204 && data === undefined)
    throw away(`PagerDuty answered ${status} without an answer in it.`, effect)
  return { status, data, effect }
}

/** pdjs rejects with the response itself when its body is not JSON. */
const hasStatus = (thrown: unknown): thrown is { status: number } =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'status' in thrown &&
  typeof thrown.status === 'number' &&
  !(thrown instanceof Error)

function failed(thrown: unknown, effect: Effect): OutsideError {
  // Anything but a network error is about the call itself, such as a header; its message may quote the token.
  if (!(thrown instanceof Error && thrown.name === 'FetchError'))
    return refused(
      'The call to PagerDuty could not be made: it has a header that HTTP does not allow.',
      'invalid',
    )
  const code = 'code' in thrown ? String(thrown.code) : undefined
  return away(
    `PagerDuty could not be reached${code ? ` (${code})` : ''}.`,
    isNeverSent(code) ? 'none' : effect,
    thrown,
  )
}
