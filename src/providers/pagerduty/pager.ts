import type { Pager } from '../../ports/pager.ts'
import { createApi } from './api.ts'
import { createIncidents } from './incidents.ts'
import { createPeople } from './people.ts'

export interface PagerOptions {
  token: string
  /** E-mail of the PagerDuty user in whose name Belay writes. */
  from: string
  url?: string
  /** Milliseconds that one call may take. */
  timeoutMs: number
  /** Ages what is remembered of users, in milliseconds. */
  now?: () => number
}

/** PagerDuty over its REST API. Every method rejects with an `OutsideError`; none tries anything twice. */
export function createPager(options: PagerOptions): Pager {
  const { token, from, url = 'https://api.pagerduty.com', timeoutMs } = options
  const now = options.now ?? (() => performance.now())
  const api = createApi({ token, url, timeoutMs })
  return { ...createIncidents(api, from), ...createPeople(api, now) }
}
