import { afterEach, beforeEach } from 'vitest'
import { createPagerDuty, type PagerDuty } from '../../../sandbox/pagerduty/pagerduty.ts'
import type { OutsideError } from '../../../src/domain/errors.ts'
import type { Pager } from '../../../src/ports/pager.ts'
import { createPager } from '../../../src/providers/pagerduty/pager.ts'

export const noon = Date.parse('2026-11-02T12:00:00Z')
export const token = 'u+Xy-very-secret'

export interface Account {
  pagerduty: PagerDuty
  pager: Pager
  url: string
  /** The time by PagerDuty's clock; tests move it. */
  time: { at: number }
  /** The clock by which the pager forgets. */
  age: { at: number }
  /** What PagerDuty was asked to do: method and path of each request. */
  asked(): string[]
  /** The fault of something that must fail. */
  failure(doing: Promise<unknown>): Promise<OutsideError>
}

/** LearnBot's PagerDuty account, with Ana on level 1, Ben and Cara on 2, Ana and Dov on 3; anew for every test. */
export function account(): Account {
  const account = {} as Account
  beforeEach(async () => {
    const time = { at: noon }
    const age = { at: 0 }
    const pagerduty = createPagerDuty({
      now: () => time.at,
      webhook: { url: 'http://127.0.0.1:9/nobody', secret: 'unused' },
    })
    pagerduty.webhooks.manner('held')
    pagerduty.seed({
      users: ['ana', 'ben', 'cara', 'dov', 'belay'].map(name => ({
        id: `P${name.toUpperCase()}`,
        name: name[0]!.toUpperCase() + name.slice(1),
        email: `${name}@learnbot.example.com`,
      })),
      policies: [
        {
          id: 'PLADDER',
          name: 'LearnBot',
          levels: [
            { users: ['PANA'], delayMs: 900_000 },
            { users: ['PBEN', 'PCARA'], delayMs: 1_800_000 },
            { users: ['PANA', 'PDOV'], delayMs: 3_600_000 },
          ],
        },
      ],
      services: [
        { id: 'PLEARN1', name: 'LearnBot production', policy: 'PLADDER' },
        { id: 'PLEARN2', name: 'LearnBot staging', policy: 'PLADDER' },
      ],
      priorities: [
        { id: 'PPRIO1', name: 'P1' },
        { id: 'PPRIO2', name: 'P2' },
      ],
    })
    const url = await pagerduty.start()
    const pager = createPager({
      token,
      from: 'belay@learnbot.example.com',
      url,
      timeoutMs: 5000,
      now: () => age.at,
    })
    const asked = () => pagerduty.received.map(({ method, path }) => `${method} ${path}`)
    const failure = (doing: Promise<unknown>) =>
      doing.then(
        () => Promise.reject(new Error('It should have failed.')),
        (error: OutsideError) => error,
      )
    Object.assign(account, { pagerduty, pager, url, time, age, asked, failure })
  })
  afterEach(() => account.pagerduty.stop())
  return account
}
