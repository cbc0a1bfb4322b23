import { z } from 'zod'
import { type Fault, kindOf, OutsideError, UserError } from '../../domain/errors.ts'
import type { ClusterPlace } from '../../ports/workloads.ts'
import { failure } from '../http-failure.ts'
import { isNeverSent } from '../never-sent.ts'
import { wholeBody } from '../too-much.ts'
import type { Access } from './access.ts'
import type { Rule } from './rule.ts'
import { lacking } from './rule.ts'

/** How long one call may take, in milliseconds. */
const callMs = 2_500

export interface KubernetesCall<T> {
  place: ClusterPlace
  method?: 'GET' | 'PATCH' | 'POST' | 'DELETE'
  path: string
  /** The form of the answer, where it is not the object's own. */
  accept?: string
  /** Of a PATCH, a JSON patch. */
  body?: object
  answer: z.ZodType<T>
  /** What it is about, as people call it. */
  about: string
  /** What a Role has to have for it. */
  rule: Rule
  timeoutMs?: number
}

/** Calls a cluster's API server; what goes wrong is an `OutsideError` in words. */
export function createKubernetes(access: Access) {
  /** What was answered, as it came; undefined where it says 404. */
  async function text(call: Omit<KubernetesCall<unknown>, 'answer'>): Promise<string | undefined> {
    const { place, method = 'GET', path, accept, body, about, rule, timeoutMs = callMs } = call
    const fail = (message: string, fault: Omit<Fault, 'service'>, cause?: unknown) =>
      new OutsideError(message, { service: 'kubernetes', ...fault }, { cause })
    const lost = method === 'GET' ? 'none' : 'unknown'
    // Whatever it takes to look up who Belay is there belongs to the time of the call.
    const signal = AbortSignal.timeout(timeoutMs)
    const send = await access(place)
    let status: number
    let said: string
    let after: number
    try {
      const answered = await send(path, {
        method,
        signal,
        ...(accept && { headers: { accept } }),
        ...(body && {
          body: JSON.stringify(body),
          headers: {
            'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/json',
          },
        }),
      })
      status = answered.statusCode
      after = Number(answered.headers['retry-after'])
      said = (await wholeBody(answered.body)).toString()
    } catch (error) {
      if (error instanceof UserError && method === 'GET') throw error
      const effect = isNeverSent(kindOf(error)) ? 'none' : lost
      const why = failure(error, timeoutMs)
      throw fail(`Kubernetes did not answer about ${about}: ${why}`, { fault: 'away', effect }, error)
    }
    const code = `${status}`
    if (status === 404) return undefined
    if (status === 401)
      throw fail("Kubernetes does not accept Belay's token: renew it", {
        fault: 'refused',
        effect: 'none',
        code,
      })
    if (status === 403) throw fail(lacking(rule, about), { fault: 'refused', effect: 'none', code })
    if (status === 429)
      throw fail('Kubernetes asks Belay to slow down', {
        fault: 'limited',
        effect: 'none',
        code,
        retryAfterMs: after > 0 ? after * 1000 : 1_000,
      })
    // Somebody else has written at the same moment, or a list has grown too old: begun anew it may do.
    if (status === 409 || status === 410)
      throw fail(`Kubernetes asks to begin anew with ${about}: ${words(said, status)}`, {
        fault: 'away',
        effect: 'none',
        code,
      })
    if (status >= 500)
      throw fail(`Kubernetes answered ${status} about ${about}`, { fault: 'away', effect: lost, code })
    if (status >= 400)
      throw fail(`Kubernetes refused ${about}: ${words(said, status)}`, {
        fault: 'refused',
        effect: 'none',
        code,
      })
    return said
  }

  return {
    text,
    /** What was answered, read; undefined where it says 404. */
    async ask<T>({ answer, ...call }: KubernetesCall<T>): Promise<T | undefined> {
      const said = await text(call)
      if (said === undefined) return undefined
      try {
        return answer.parse(JSON.parse(said))
      } catch (error) {
        throw new OutsideError(
          `Kubernetes' answer about ${call.about} cannot be read`,
          {
            service: 'kubernetes',
            fault: 'away',
            effect: (call.method ?? 'GET') === 'GET' ? 'none' : 'unknown',
          },
          { cause: error },
        )
      }
    },
  }
}
export type Kubernetes = ReturnType<typeof createKubernetes>

const Status = z.object({ message: z.string() })

/** What Kubernetes says itself, on one line of some length. */
function words(text: string, status: number): string {
  try {
    return Status.parse(JSON.parse(text)).message.replace(/\s+/g, ' ').slice(0, 200)
  } catch {
    return `it answered ${status}`
  }
}
