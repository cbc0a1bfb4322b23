import { describe, expect, test } from 'vitest'
import type { Page } from '../../../src/domain/page.ts'
import type { OnCall } from '../../../src/ports/pager.ts'
import { levelsOf, ordered } from '../../../src/providers/pagerduty/levels.ts'
import { account } from './account.ts'

const at = account()
const fire = () => at.pagerduty.fire({ service: 'PLEARN1', title: 'p99 latency above 3 s' })
const levelsNow = async (id: string) => (await at.pager.levels((await at.pager.page(id))!)).fits

describe('who is on call', () => {
  test('for a service: the levels of its policy, each with its people and their e-mails', async () => {
    const oncall = await at.pager.oncall('PLEARN1')
    expect(oncall.map(({ level, user }) => `${level} ${user.name} ${user.email}`)).toEqual([
      '1 Ana ana@learnbot.example.com',
      '2 Ben ben@learnbot.example.com',
      '2 Cara cara@learnbot.example.com',
      '3 Ana ana@learnbot.example.com',
      '3 Dov dov@learnbot.example.com',
    ])
  })

  test('for a service that PagerDuty does not know: refused', async () => {
    const error = await at.failure(at.pager.oncall('PNOBODY'))
    expect(error.fault).toMatchObject({ fault: 'refused', code: '2100' })
  })

  test('somebody in two shifts of a level is there once, until the later ends', () => {
    const shift = (level: number, id: string, until?: number): OnCall => ({
      level,
      user: { id, name: id },
      ...(until !== undefined && { until }),
    })
    expect(
      ordered([
        shift(2, 'Ben', 10),
        shift(1, 'Ana', 20),
        shift(1, 'Ana', 30),
        shift(2, 'Ben'),
        shift(1, 'Ana', 5),
      ]),
    ).toEqual([shift(1, 'Ana', 30), shift(2, 'Ben')])
  })
})

describe('the level that a page is at', () => {
  test('follows it up the policy', async () => {
    const { id } = fire()
    expect(await levelsNow(id)).toEqual([1])
    at.pagerduty.escalate(id)
    expect(await levelsNow(id)).toEqual([2])
    at.pagerduty.escalate(id)
    expect(await levelsNow(id)).toEqual([3])
  })

  test('is still known when one of the level has acknowledged', async () => {
    const { id } = fire()
    at.pagerduty.escalate(id)
    at.pagerduty.acknowledge(id, 'PCARA')
    expect(await levelsNow(id)).toEqual([2])
  })

  test('is not guessed when somebody from outside the policy has it', async () => {
    const { id } = fire()
    at.pagerduty.reassign(id, ['PBELAY'])
    expect(await levelsNow(id)).toEqual([])
  })

  test('is not asked for once a page is resolved', async () => {
    const { id } = fire()
    at.pagerduty.resolve(id)
    expect(await levelsNow(id)).toEqual([])
    expect(at.asked()).toEqual([`GET /incidents/${id}`])
  })

  const shift = (level: number, name: string, from?: number, until?: number): OnCall => ({
    level,
    user: { id: `P${name.toUpperCase()}`, name },
    ...(from !== undefined && { since: from }),
    ...(until !== undefined && { until }),
  })
  const assignedTo = (name: string, assignedAt: number) =>
    ({ assignees: [{ id: `P${name.toUpperCase()}`, name }], assignedAt }) as Page

  test('is one of several when the same people are on more than one, and the last is known', () => {
    const oncalls = [shift(3, 'Ana'), shift(1, 'Ana'), shift(2, 'Ben')]
    expect(levelsOf(assignedTo('Ana', 10), oncalls)).toEqual({ fits: [1, 3], last: 3 })
    expect(levelsOf(assignedTo('Ana', 10), [])).toEqual({ fits: [] })
  })

  test('is theirs who were on call when it was assigned: a shift later the first is often the second', () => {
    const nine = 900
    const oncalls = [
      ...[shift(1, 'Ana', 0, nine), shift(2, 'Ben', 0, nine)],
      ...[shift(1, 'Dan', nine), shift(2, 'Ana', nine)],
    ]
    expect(levelsOf(assignedTo('Ana', nine - 1), oncalls).fits).toEqual([1])
    expect(levelsOf(assignedTo('Ana', nine), oncalls).fits).toEqual([2])
  })

  test('is asked for with the shifts since it was assigned', async () => {
    const { id } = fire()
    await levelsNow(id)
    const { assignedAt } = (await at.pager.page(id))!
    const oncalls = at.pagerduty.received.findLast(({ path }) => path === '/oncalls')
    expect(oncalls?.query).toMatchObject({ since: [new Date(assignedAt!).toISOString()] })
  })
})

describe('who is who', () => {
  test('a user has an e-mail; a stranger has none', async () => {
    expect(await at.pager.email('PANA')).toBe('ana@learnbot.example.com')
    expect(await at.pager.email('PSTRANGER')).toBeUndefined()
  })

  test('an e-mail is known only as a whole, however it is written', async () => {
    expect(await at.pager.knows('Ana@LearnBot.example.com')).toBe(true)
    expect(await at.pager.knows('na@learnbot.example.com')).toBe(false)
    expect(await at.pager.knows('ana@elsewhere.example.com')).toBe(false)
  })

  test('it is asked once in five minutes, by however many at once', async () => {
    await Promise.all([at.pager.email('PANA'), at.pager.email('PANA'), at.pager.email('PBEN')])
    at.age.at = 299_999
    await at.pager.email('PANA')
    expect(at.asked()).toEqual(['GET /users/PANA', 'GET /users/PBEN'])
    at.age.at = 300_000
    await at.pager.email('PANA')
    expect(at.asked()).toHaveLength(3)
  })

  test('a failure is not remembered', async () => {
    at.pagerduty.faults.fail({ how: 'down', times: 1 })
    await at.failure(at.pager.knows('ana@learnbot.example.com'))
    expect(await at.pager.knows('ana@learnbot.example.com')).toBe(true)
  })
})
