import { z } from 'zod'
import { type Fault, kindOf, OutsideError, UserError } from '../../domain/errors.ts'
import { mask } from '../../domain/mask.ts'
import { isNeverSent } from '../never-sent.ts'
import { wholeBody } from '../too-much.ts'

export interface GithubOptions {
  token: string
  /** `https://api.github.com` without it. */
  url?: string
}

/** How long one call may take, in milliseconds. */
const callMs = 2_500

export interface GithubCall<T> {
  method?: 'GET' | 'POST'
  path: string
  body?: object
  answer: z.ZodType<T>
  /** What it is about, as people call it. */
  about: string
  /** What the token has to be allowed for it: running workflows, without it. */
  permission?: string
}

/** One call to GitHub's REST API; undefined where it says 404. What goes wrong is an `OutsideError` in words. */
export function createGithub({ token, url = 'https://api.github.com' }: GithubOptions) {
  return async function ask<T>({
    method = 'GET',
    path,
    body,
    answer,
    about,
    permission = 'Actions: read and write',
  }: GithubCall<T>): Promise<T | undefined> {
    const fail = (message: string, fault: Omit<Fault, 'service'>, cause?: unknown) =>
      new OutsideError(message, { service: 'github', ...fault }, { cause })
    const lost = method === 'GET' ? 'none' : 'unknown'
    let response: Response
    let text: string
    try {
      response = await fetch(`${url}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'user-agent': 'belay',
          'x-github-api-version': '2022-11-28',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(callMs),
      })
      text = response.body ? (await wholeBody(response.body)).toString() : ''
    } catch (error) {
      if (error instanceof UserError && method === 'GET') throw error
      const effect = isNeverSent(kindOf(error)) ? 'none' : lost
      throw fail(`GitHub did not answer about ${about}.`, { fault: 'away', effect }, error)
    }
    const { status } = response
    if (status === 404) return undefined
    if (status >= 500)
      throw fail(`GitHub answered ${status} about ${about}.`, { fault: 'away', effect: lost })
    const waitMs = retryAfter(response)
    if (status === 429 || (status === 403 && waitMs !== undefined))
      throw fail('GitHub asks Belay to slow down.', {
        fault: 'limited',
        effect: 'none',
        retryAfterMs: waitMs ?? 60_000,
      })
    if (status === 401)
      throw fail('GitHub does not accept GITHUB_TOKEN: renew it.', { fault: 'refused', effect: 'none' })
    if (status >= 400)
      throw fail(refusal(status, text, about, permission), {
        fault: 'refused',
        effect: 'none',
        code: `${status}`,
      })
    try {
      return answer.parse(status === 204 || text === '' ? {} : JSON.parse(text))
    } catch (error) {
      throw fail(`GitHub's answer about ${about} cannot be read.`, { fault: 'away', effect: lost }, error)
    }
  }
}
export type Github = ReturnType<typeof createGithub>

const Said = z.object({ message: z.string().optional() })

/** What GitHub says itself, and what a token has to be allowed for it. */
function refusal(status: number, text: string, about: string, permission: string): string {
  let said: string | undefined
  try {
    said = Said.parse(JSON.parse(text)).message
  } catch {
    said = undefined
  }
  const why =
    said === undefined ? `answered ${status}` : `said "${mask(said).replace(/\s+/g, ' ').slice(0, 200)}"`
  const may = status === 403 ? ` The token needs the repository's permission ${permission}.` : ''
  return `GitHub refused ${about}: it ${why}.${may}`
}

/** GitHub's limits tell their end in seconds, of two kinds. */
function retryAfter({ headers }: Response): number | undefined {
  const after = Number(headers.get('retry-after'))
  if (after > 0) return after * 1000
  const reset = Number(headers.get('x-ratelimit-reset')) * 1000
  if (headers.get('x-ratelimit-remaining') !== '0' || !(reset > 0)) return undefined
  const now = Date.parse(headers.get('date') ?? '')
  return Math.max(1_000, Number.isNaN(now) ? 60_000 : reset - now)
}
