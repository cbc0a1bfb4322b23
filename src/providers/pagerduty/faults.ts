import { type Fault, OutsideError } from '../../domain/errors.ts'

/** What a failed call may have done: a read nothing, a write possibly everything. */
export type Effect = Fault['effect']

export const away = (message: string, effect: Effect, cause?: unknown): OutsideError =>
  new OutsideError(message, { service: 'pagerduty', fault: 'away', effect }, { cause })

/** PagerDuty asks to wait; it does not always say how long. A limited call was not carried out. */
export const limited = (seconds: number | undefined): OutsideError =>
  new OutsideError('PagerDuty asks to slow down.', {
    service: 'pagerduty',
    fault: 'limited',
    effect: 'none',
    ...(seconds !== undefined && { retryAfterMs: seconds * 1000 }),
  })

export const refused = (message: string, code: string, effect: Effect = 'none'): OutsideError =>
  new OutsideError(message, { service: 'pagerduty', fault: 'refused', effect, code })
