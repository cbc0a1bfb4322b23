import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { type Fault, kindOf, OutsideError } from '../domain/errors.ts'
import { mask } from '../domain/mask.ts'

/** Errors of the network that say that no connection came about, so that nothing can have been sent. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** Slack's own words for "some of it may have been done". */
const halfDone = new Set(['internal_error', 'fatal_error'])
const unavailable = new Set(['service_unavailable', 'accesslimited'])
const limited = new Set(['ratelimited', 'rate_limited'])
/** Nothing is wrong with the call: Slack lets Belay do nothing at all, until somebody puts right that it may. */
const shutOut = new Set([
  'access_denied',
  'account_inactive',
  'ekm_access_denied',
  'invalid_auth',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
])

/** What a failed call means: whether another try can help, and whether it may have worked all the same. */
export function toOutsideError(error: unknown, method: string): OutsideError {
  if (error instanceof OutsideError) return error
  const fail = (message: string, fault: Omit<Fault, 'service'>) =>
    new OutsideError(message, { service: 'slack', ...fault }, { cause: error })

  if (error instanceof WebAPIRateLimitedError) {
    const retryAfterMs = error.retryAfter * 1000
    return fail(`Slack asks to wait ${error.retryAfter} s before ${method}.`, {
      fault: 'limited',
      effect: 'none',
      retryAfterMs,
    })
  }
  if (error instanceof WebAPIPlatformError) return refused(error, method, fail)
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return fail(`Slack answered ${method} with ${error.statusCode}.`, { fault: 'refused', effect: 'none' })
  if (error instanceof WebAPIHTTPError)
    return fail(`Slack answered ${method} with ${error.statusCode}.`, { fault: 'away', effect: 'unknown' })

  const request = error instanceof WebAPIRequestError
  const kind = kindOf(request ? error.original : error)
  // Of a request neither words nor causes are kept: it holds the token, and what is wrong with that is quoted.
  return new OutsideError(
    `Slack did not answer ${method}: ${kind}.`,
    { service: 'slack', fault: 'away', effect: unconnected.has(kind) ? 'none' : 'unknown' },
    request ? {} : { cause: error },
  )
}

function refused(
  { data }: WebAPIPlatformError,
  method: string,
  fail: (message: string, fault: Omit<Fault, 'service'>) => OutsideError,
): OutsideError {
  const code = String(data.error)
  // A proxy's page instead of Slack's answer ends up here as the "code".
  if (!/^[a-z_]+$/.test(code) || halfDone.has(code))
    return fail(`Slack failed at ${method}.`, { fault: 'away', effect: 'unknown' })
  if (unavailable.has(code))
    return fail(`Slack is unavailable for ${method}.`, { fault: 'away', effect: 'none', code })
  if (limited.has(code)) {
    const retryAfterMs = (data.response_metadata?.retryAfter ?? 1) * 1000
    return fail(`Slack limits ${method}.`, { fault: 'limited', effect: 'none', retryAfterMs, code })
  }
  const needed = 'needed' in data ? `, it needs the scope ${data.needed}` : ''
  const details = mask(data.response_metadata?.messages?.slice(0, 3).join('; ') ?? '')
  return fail(`Slack refused ${method}: ${code}${needed}${details ? ` (${details})` : ''}.`, {
    fault: shutOut.has(code) ? 'away' : 'refused',
    effect: 'none',
    code,
  })
}
