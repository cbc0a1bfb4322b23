import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createPager } from '../../../src/providers/pagerduty/pager.ts'
import { account, noon, token } from './account.ts'

const at = account()
const fire = () => at.pagerduty.fire({ service: 'PLEARN1', title: 'p99 latency above 3 s' })
const create = () => at.pager.create('PLEARN1', 'Checkout is down', 'key', 'high')
const impatient = () =>
  createPager({ token, from: 'belay@learnbot.example.com', url: at.url, timeoutMs: 1_000 })

describe('a rate limit', () => {
  test('is passed on with the time PagerDuty asks for, after one attempt', async () => {
    at.pagerduty.faults.fail({ how: 'limited', resetSeconds: 17 })
    const error = await at.failure(at.pager.open(['PLEARN1']))
    expect(error.fault).toEqual({
      service: 'pagerduty',
      fault: 'limited',
      effect: 'none',
      retryAfterMs: 17_000,
    })
    expect(at.asked()).toEqual(['GET /incidents'])
  })

  test('of a write: nothing was done', async () => {
    at.pagerduty.faults.fail({ how: 'limited', resetSeconds: 3 })
    const error = await at.failure(create())
    expect(error.fault).toMatchObject({ fault: 'limited', effect: 'none', retryAfterMs: 3000 })
    expect(at.pagerduty.incidents).toEqual([])
  })

  test('without a time says none', async () => {
    at.pagerduty.faults.fail({ how: 'limited' })
    const error = await at.failure(at.pager.notes('PANY'))
    expect(error.fault).toEqual({ service: 'pagerduty', fault: 'limited', effect: 'none' })
  })

  test('stops only the call it was the answer to', async () => {
    const { id } = fire()
    at.pagerduty.faults.fail({ how: 'limited', path: /notes/ })
    const [notes, page] = await Promise.allSettled([at.pager.notes(id), at.pager.page(id)])
    expect([notes.status, page.status]).toEqual(['rejected', 'fulfilled'])
  })
})

describe('PagerDuty away', () => {
  test.each([
    ['down', 'PagerDuty answered 503.'],
    ['broken', 'PagerDuty answered 500.'],
    ['nonsense', 'PagerDuty answered 200 without an answer in it.'],
    ['lost-answer', 'PagerDuty could not be reached (ECONNRESET).'],
  ] as const)(
    '%s: a read had no effect, a write may have had one; one attempt each',
    async (how, message) => {
      at.pagerduty.faults.fail({ how })
      const reading = await at.failure(at.pager.page('PANY'))
      expect(reading.message).toBe(message)
      expect(reading.fault).toEqual({ service: 'pagerduty', fault: 'away', effect: 'none' })

      const writing = await at.failure(create())
      expect(writing.message).toBe(message)
      expect(writing.fault).toEqual({ service: 'pagerduty', fault: 'away', effect: 'unknown' })
      expect(at.asked()).toEqual(['GET /incidents/PANY', 'POST /incidents'])
    },
  )

  test('a call ends after its time', async () => {
    at.pagerduty.faults.fail({ how: 'hang' })
    const reading = await at.failure(impatient().page('PANY'))
    expect(reading.message).toBe('PagerDuty did not answer within 1000 ms.')
    expect(reading.fault).toMatchObject({ fault: 'away', effect: 'none' })
    const writing = await at.failure(impatient().create('PLEARN1', 'Down', 'key', 'high'))
    expect(writing.fault).toMatchObject({ fault: 'away', effect: 'unknown' })
    expect(at.asked()).toEqual(['GET /incidents/PANY', 'POST /incidents'])
  })

  test('when nobody listens, not even a write can have had an effect', async () => {
    await at.pagerduty.stop()
    const error = await at.failure(create())
    expect(error.message).toBe('PagerDuty could not be reached (ECONNREFUSED).')
    expect(error.fault).toMatchObject({ fault: 'away', effect: 'none' })
    await at.pagerduty.start()
  })

  test('an acknowledgement that cannot even look has no effect', async () => {
    const { id } = fire()
    at.pagerduty.faults.fail({ how: 'down' })
    const error = await at.failure(at.pager.acknowledge(id))
    expect(error.fault).toMatchObject({ fault: 'away', effect: 'none' })
    expect(at.asked()).toEqual([`GET /incidents/${id}`])
  })
})

describe('a lost answer', () => {
  test('to a creation: asked again under the same key, the page that was made is found', async () => {
    at.pagerduty.faults.fail({ how: 'lost-answer', times: 1 })
    expect((await at.failure(create())).fault).toMatchObject({ effect: 'unknown' })
    const page = await create()
    expect(at.pagerduty.incidents.map(({ id }) => id)).toEqual([page.id])
  })

  test('to an acknowledgement: asked again, it is seen to be done', async () => {
    const { id } = fire()
    at.pagerduty.faults.fail({ how: 'lost-answer', method: 'PUT', times: 1 })
    expect((await at.failure(at.pager.acknowledge(id))).fault).toMatchObject({ effect: 'unknown' })
    at.time.at = noon + 5000
    expect(await at.pager.acknowledge(id)).toMatchObject({ status: 'acknowledged', changedAt: noon })
    expect(at.asked().filter(call => call.startsWith('PUT'))).toHaveLength(1)
  })
})

describe('a refusal', () => {
  test('of the token says so, and shows the token nowhere', async () => {
    const pager = createPager({ token: 'two words', from: 'x@example.com', url: at.url, timeoutMs: 5000 })
    const error = await at.failure(pager.notes('PANY'))
    expect(error.message).toBe('PagerDuty refused the API token: Authentication failed')
    expect(error.fault).toMatchObject({ fault: 'refused', code: '401' })
    expect(inspect(error, { depth: 10 })).not.toContain('two words')
  })

  test('a name that no header can carry is refused before anything is sent', async () => {
    const error = await at.failure(at.pager.note('PANY', 'hello', 'łukasz@example.com'))
    expect(error.fault).toMatchObject({ fault: 'refused', effect: 'none' })
    expect(at.asked()).toEqual([])

    const broken = createPager({
      token: 'half\na-token',
      from: 'x@example.com',
      url: at.url,
      timeoutMs: 5000,
    })
    expect(inspect(await at.failure(broken.notes('PANY')), { depth: 10 })).not.toContain('a-token')
  })

  test('of what does not exist is no reason to try again', async () => {
    const error = await at.failure(at.pager.note('PNOBODY', 'hello'))
    expect(error.message).toBe('PagerDuty refused: Not Found')
    expect(error.fault).toEqual({ service: 'pagerduty', fault: 'refused', effect: 'none', code: '2100' })
  })
})

test('no failure shows the token', async () => {
  for (const how of ['down', 'limited', 'lost-answer', 'nonsense'] as const) {
    at.pagerduty.faults.fail({ how })
    const error = await at.failure(create())
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(token)
  }
})
