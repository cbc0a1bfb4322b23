import { describe, expect, test } from 'vitest'
import { account, noon } from './account.ts'

const at = account()
const fire = (title = 'p99 latency above 3 s') =>
  at.pagerduty.fire({ service: 'PLEARN1', title, priority: 'P1', key: `key of ${title}` })

describe('reading', () => {
  test('a page says what Belay needs of it', async () => {
    const { id, number } = fire()
    expect(await at.pager.page(id)).toEqual({
      id,
      number,
      url: `https://sandbox.pagerduty.com/incidents/${id}`,
      title: 'p99 latency above 3 s',
      key: 'key of p99 latency above 3 s',
      service: 'PLEARN1',
      status: 'triggered',
      urgency: 'high',
      priority: 'P1',
      createdAt: noon,
      changedAt: noon,
      assignees: [{ id: 'PANA', name: 'Ana' }],
      assignedAt: noon,
      policy: 'PLADDER',
    })
  })

  test('one that nobody gave a priority has none', async () => {
    const { id } = at.pagerduty.fire({ service: 'PLEARN1', title: 'Quiet', urgency: 'low' })
    expect(await at.pager.page(id)).not.toHaveProperty('priority')
  })

  test('a page says who acknowledged it, and when', async () => {
    const { id } = fire()
    at.time.at = noon + 60_000
    at.pagerduty.acknowledge(id, 'PBEN')
    expect(await at.pager.page(id)).toMatchObject({
      status: 'acknowledged',
      changedAt: noon + 60_000,
      changedBy: { id: 'PBEN', name: 'Ben' },
    })
  })

  test('a page that its monitor resolved was resolved by no person', async () => {
    const { id } = fire()
    at.pagerduty.resolve(id)
    const page = await at.pager.page(id)
    expect(page).toMatchObject({ status: 'resolved', assignees: [] })
    expect(page).not.toHaveProperty('changedBy')
  })

  test('a page that PagerDuty does not know is no page', async () => {
    expect(await at.pager.page('PNOBODY')).toBeUndefined()
  })
})

describe('the open ones', () => {
  test('are those of the services asked for, however many and however old', async () => {
    at.time.at = noon - 90 * 86_400_000
    const ancient = fire('ancient')
    at.time.at = noon
    for (let i = 0; i < 249; i += 1) fire(`storm ${i}`)
    at.pagerduty.fire({ service: 'PLEARN2', title: 'of another service' })
    at.pagerduty.resolve(fire('over').id)
    at.pagerduty.acknowledge(fire('taken').id, 'PANA')

    const { pages, unread } = await at.pager.open(['PLEARN1'])
    expect(pages).toHaveLength(251)
    expect(pages.at(-1)!.id).toBe(ancient.id)
    expect(new Set(pages.map(page => page.status))).toEqual(new Set(['triggered', 'acknowledged']))
    expect(unread).toEqual([])
    expect(at.pagerduty.received.map(({ query }) => query.offset)).toEqual([['0'], ['100'], ['200']])
  })

  test('of no service are none, and nothing is asked: without a service PagerDuty lists the whole account', async () => {
    fire()
    expect(await at.pager.open([])).toEqual({ pages: [], unread: [] })
    expect(at.asked()).toEqual([])
  })

  test('one that is not understood is named, and hides no other', async () => {
    const odd = at.pagerduty.fire({ service: 'PLEARN1', title: 'odd', urgency: 'severe' as 'high' })
    const { id } = fire()
    const open = await at.pager.open(['PLEARN1'])
    expect(open).toMatchObject({ pages: [{ id }], unread: [odd.id] })
    expect((await at.failure(at.pager.page(odd.id))).message).toBe(
      "PagerDuty's answer is not understood: incident.urgency.",
    )
  })
})

describe('acting', () => {
  test('an acknowledgement is made in the name of whoever acknowledged', async () => {
    const { id } = fire()
    const page = await at.pager.acknowledge(id, 'ana@learnbot.example.com')
    expect(page).toMatchObject({ status: 'acknowledged', changedBy: { id: 'PANA', name: 'Ana' } })
    expect(at.pagerduty.received.at(-1)).toMatchObject({
      method: 'PUT',
      from: 'ana@learnbot.example.com',
      body: { incident: { type: 'incident_reference', status: 'acknowledged' } },
    })
  })

  test('and in the name of Belay otherwise', async () => {
    const { id } = fire()
    expect(await at.pager.resolve(id)).toMatchObject({
      status: 'resolved',
      changedBy: { id: 'PBELAY', name: 'Belay' },
    })
  })

  test('a late acknowledgement does not reopen what was resolved meanwhile', async () => {
    const { id } = fire()
    at.pagerduty.resolve(id, 'PBEN')
    expect(await at.pager.acknowledge(id)).toMatchObject({ status: 'resolved' })
    expect(await at.pager.escalate(id, 2)).toMatchObject({ status: 'resolved' })
    expect(at.pagerduty.incidents[0]).toMatchObject({ status: 'resolved' })
    expect(at.asked()).toEqual([`GET /incidents/${id}`, `GET /incidents/${id}`])
  })

  test('what is so already is not asked for again', async () => {
    const { id } = fire()
    at.pagerduty.acknowledge(id, 'PBEN')
    expect(await at.pager.acknowledge(id)).toMatchObject({ changedBy: { id: 'PBEN' } })
    expect(at.asked()).toEqual([`GET /incidents/${id}`])
  })

  test('a level is asked for by its number', async () => {
    const { id } = fire()
    const page = await at.pager.escalate(id, 2)
    expect(page.assignees.map(({ name }) => name)).toEqual(['Ben', 'Cara'])
    expect(at.pagerduty.received.at(-1)!.body).toEqual({
      incident: { type: 'incident_reference', escalation_level: 2 },
    })
  })

  test('a level that the policy lacks is refused in PagerDuty’s words', async () => {
    const error = await at.failure(at.pager.escalate(fire().id, 7))
    expect(error.message).toBe('PagerDuty refused: Cannot Escalate')
    expect(error.fault).toEqual({ service: 'pagerduty', fault: 'refused', effect: 'none', code: '1006' })
  })

  test('a page goes into another in the name of whoever merged, and its alert with it', async () => {
    const [one, two] = [fire('5xx rate'), fire('the pool is empty')]
    const page = await at.pager.merge(two.id, one.id, 'ana@learnbot.example.com')
    expect(page).toMatchObject({ id: two.id, status: 'resolved', mergedInto: one.id })
    expect(at.pagerduty.received.at(-1)).toMatchObject({
      method: 'PUT',
      path: `/incidents/${one.id}/merge`,
      from: 'ana@learnbot.example.com',
      body: { source_incidents: [{ id: two.id, type: 'incident_reference' }] },
    })
    expect(await at.pager.page(two.id)).toMatchObject({
      status: 'resolved',
      mergedInto: one.id,
      changedBy: { id: 'PANA' },
    })
    expect(fire('the pool is empty').id).toBe(one.id)
  })

  test('a page that is over already is not merged again: whoever asks twice asks once', async () => {
    const [one, two, three] = [fire('5xx rate'), fire('the pool is empty'), fire('latency')]
    at.pagerduty.faults.fail({ how: 'lost-answer', method: 'PUT', times: 1 })
    expect((await at.failure(at.pager.merge(two.id, one.id))).fault).toMatchObject({ effect: 'unknown' })
    expect(await at.pager.merge(two.id, one.id)).toMatchObject({ status: 'resolved', mergedInto: one.id })
    at.pagerduty.resolve(three.id)
    expect(await at.pager.merge(three.id, one.id)).toMatchObject({ status: 'resolved' })
    expect(at.asked().filter(call => call.startsWith('PUT'))).toHaveLength(1)
  })

  test('nothing is merged into what is over or unknown, nor what PagerDuty does not merge', async () => {
    const [one, two] = [fire('5xx rate'), fire('the pool is empty')]
    expect(await at.pager.merge(two.id, 'PNOBODY')).toBeUndefined()
    one.unmergeable = true
    expect(await at.pager.merge(two.id, one.id)).toBeUndefined()
    delete one.unmergeable
    at.pagerduty.resolve(one.id)
    expect(await at.pager.merge(two.id, one.id)).toBeUndefined()
    expect(at.pagerduty.incidents[1]).toMatchObject({ status: 'triggered' })
    expect(at.asked().filter(call => call.startsWith('PUT'))).toEqual([])
  })

  test('more alerts than an incident can have are refused in PagerDuty’s words', async () => {
    const [one, two] = [fire('5xx rate'), fire('the pool is empty')]
    one.alerts.push(...Array.from({ length: 999 }, (_, i) => ({ service: 'PLEARN1', key: `more ${i}` })))
    const error = await at.failure(at.pager.merge(two.id, one.id))
    expect(error.message).toContain('PagerDuty refused: Invalid Input Provided')
    expect(error.fault).toMatchObject({ fault: 'refused', effect: 'none' })
  })

  test('notes are written and read', async () => {
    const { id } = fire()
    await at.pager.note(id, 'Rolled back to 40', 'ana@learnbot.example.com')
    await at.pager.note(id, 'Looks better')
    expect(await at.pager.notes(id)).toEqual(['Rolled back to 40', 'Looks better'])
    expect(at.pagerduty.incidents[0]!.notes.map(note => note.user)).toEqual(['PANA', 'PBELAY'])
  })
})

describe('declaring', () => {
  test('a page is created on a service, under a key', async () => {
    const page = await at.pager.create('PLEARN1', 'Checkout is down', 'belay:k3jd8:1', 'high')
    expect(page).toMatchObject({
      title: 'Checkout is down',
      key: 'belay:k3jd8:1',
      status: 'triggered',
      service: 'PLEARN1',
      urgency: 'high',
    })
    expect(at.pagerduty.received[0]).toMatchObject({ from: 'belay@learnbot.example.com' })
  })

  test('created twice under one key, it is one page', async () => {
    const first = await at.pager.create('PLEARN1', 'Checkout is down', 'belay:k3jd8:1', 'high')
    const second = await at.pager.create('PLEARN1', 'Checkout is down', 'belay:k3jd8:1', 'high')
    expect(second).toEqual(first)
    expect(at.pagerduty.incidents).toHaveLength(1)
  })

  test('the same key on another service is another page', async () => {
    await at.pager.create('PLEARN1', 'Checkout is down', 'belay:k3jd8:1', 'high')
    await at.pager.create('PLEARN2', 'Checkout is down', 'belay:k3jd8:1', 'low')
    expect(at.pagerduty.incidents.map(({ service, urgency }) => [service, urgency])).toEqual([
      ['PLEARN1', 'high'],
      ['PLEARN2', 'low'],
    ])
  })

  test('once that page is resolved, the key is free again', async () => {
    const first = await at.pager.create('PLEARN1', 'Checkout is down', 'belay:k3jd8:1', 'high')
    await at.pager.resolve(first.id)
    const second = await at.pager.create('PLEARN1', 'Checkout is down', 'belay:k3jd8:1', 'high')
    expect(second.id).not.toBe(first.id)
  })

  test('a creation that is refused for another reason says that reason', async () => {
    const error = await at.failure(at.pager.create('PLEARN1', 'Down', 'key', 'high', 'stranger@example.com'))
    expect(error.message).toBe('PagerDuty refused: Requester User Not Found')
    expect(error.fault).toMatchObject({ fault: 'refused', effect: 'none', code: '1008' })
  })
})

describe('what may not be sent any more', () => {
  const no = () => {
    throw new Error('taken over')
  }

  test('is not: each write asks in its own tick, with the time that it may take', async () => {
    const { id } = fire()
    const { pager } = at
    const other = fire().id
    const writes = [
      () => pager.acknowledge(id, undefined, no),
      () => pager.resolve(id, undefined, no),
      () => pager.escalate(id, 2, undefined, no),
      () => pager.merge(other, id, undefined, no),
      () => pager.note(id, 'it is the cache', undefined, no),
      () => pager.create('PLEARN1', 'Down', 'key', 'high', undefined, no),
    ]
    for (const write of writes) await expect(write()).rejects.toThrow('taken over')
    expect(at.asked().filter(asked => !asked.startsWith('GET'))).toEqual([])

    const asked: number[] = []
    await pager.acknowledge(id, undefined, timeoutMs => void asked.push(timeoutMs))
    expect(asked).toEqual([5000])
  })
})
