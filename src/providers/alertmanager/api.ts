import { z } from 'zod'
import { kindOf, OutsideError, UserError } from '../../domain/errors.ts'
import { mask } from '../../domain/mask.ts'
import { failure } from '../http-failure.ts'
import { isNeverSent } from '../never-sent.ts'
import { wholeBody } from '../too-much.ts'

export interface AlertmanagerOptions {
  /** Where an address of a system file is found; as it stands without it. */
  rewrite?: (url: string) => string
}

/** How long one call may take, in milliseconds. */
const callMs = 2_500

export interface AlertmanagerCall<T> {
  /** Of the Alertmanager, as the system file has it. */
  url: string
  method?: 'GET' | 'POST' | 'DELETE'
  /** Behind `/api/v2/`, with its query. */
  path: string
  body?: object
  answer: z.ZodType<T>
}

/** One call to Alertmanager's API v2. What goes wrong is an `OutsideError` in words. */
export function createAlertmanager({ rewrite = url => url }: AlertmanagerOptions) {
  return async function ask<T>({ url, method = 'GET', path, body, answer }: AlertmanagerCall<T>): Promise<T> {
    const lost = method === 'GET' ? 'none' : 'unknown'
    const away = (why: string, effect: 'none' | 'unknown', cause?: unknown) =>
      new OutsideError(
        `Alertmanager ${why} (${url}).`,
        { service: 'alertmanager', fault: 'away', effect },
        { cause },
      )
    let response: Response
    let text: string
    try {
      response = await fetch(`${rewrite(url).replace(/\/+$/, '')}/api/v2/${path}`, {
        method,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        redirect: 'error',
        signal: AbortSignal.timeout(callMs),
      })
      text = response.body ? (await wholeBody(response.body)).toString() : ''
    } catch (error) {
      if (error instanceof UserError) throw error
      const why = `did not answer: ${failure(error, callMs)}`
      throw away(why, isNeverSent(kindOf(error)) ? 'none' : lost, error)
    }
    if (response.status >= 500) throw away(`answered ${response.status}`, lost)
    if (!response.ok)
      throw new OutsideError(`Alertmanager refused it: ${said(text, response.status)}.`, {
        service: 'alertmanager',
        fault: response.status === 429 ? 'limited' : 'refused',
        effect: 'none',
        code: `${response.status}`,
      })
    try {
      return answer.parse(text === '' ? {} : JSON.parse(text))
    } catch (error) {
      throw away('answered what cannot be read', lost, error)
    }
  }
}
export type Alertmanager = ReturnType<typeof createAlertmanager>

const Said = z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)])

function said(text: string, status: number): string {
  let words: string | undefined
  try {
    words = Said.parse(JSON.parse(text))
  } catch {
    words = undefined
  }
  return words ? `"${mask(words).replace(/\s+/g, ' ').slice(0, 200)}"` : `it answered ${status}`
}
