import type { Page } from '../domain/page.ts'
import type { PageLevels } from '../domain/pagerduty-level.ts'

export interface OnCall {
  level: number
  user: { id: string; name: string; email?: string }
  since?: number
  until?: number
}

export interface OpenPages {
  pages: Page[]
  /** The ids of those that are listed and not understood. */
  unread: string[]
}

/** Asked in the same tick as a call that changes something and may take so long; throws to keep it from being made. */
export type Guard = (timeoutMs: number) => void

/** PagerDuty, as Belay asks it. What is so already is not asked for again: each of these may be repeated. `from` is the e-mail of the PagerDuty user on whose behalf; undefined: PAGERDUTY_FROM. */
export interface Pager {
  acknowledge(page: string, from?: string, guard?: Guard): Promise<Page>
  resolve(page: string, from?: string, guard?: Guard): Promise<Page>
  /** Only what is resolved can be reopened. */
  reopen(page: string, from?: string, guard?: Guard): Promise<Page>
  /**
   * Has a page go into another, with its alerts: it is resolved then. Answers it as it is afterwards, also when it was
   * over before; undefined, and nothing is done, when the other is over or PagerDuty would not merge them.
   */
  merge(page: string, into: string, from?: string, guard?: Guard): Promise<Page | undefined>
  note(page: string, text: string, from?: string, guard?: Guard): Promise<void>
  notes(page: string): Promise<string[]>
  escalate(page: string, level: number, from?: string, guard?: Guard): Promise<Page>
  /** `key` makes it repeatable: a second create with the same key answers the first's incident. */
  create(
    service: string,
    title: string,
    key: string,
    urgency: 'high' | 'low',
    from?: string,
    guard?: Guard,
  ): Promise<Page>
  page(id: string): Promise<Page | undefined>
  /** The triggered and acknowledged incidents of these services, the newest first. */
  open(services: string[]): Promise<OpenPages>
  /** Which levels of its policy a page may be at, as far as that can be told from its assignees. */
  levels(page: Page): Promise<PageLevels>
  /** Who is on call for a service, by level. */
  oncall(service: string): Promise<OnCall[]>
  /** A PagerDuty user's e-mail. */
  email(user: string): Promise<string | undefined>
  /** Whether a PagerDuty user with this e-mail exists. */
  knows(email: string): Promise<boolean>
}
