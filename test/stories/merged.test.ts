import { eventually, expect, minutes, type Stage, story } from './stage.ts'

const rate = '5xx rate above 10 %'
const pool = 'connections to the database above 90 %'

/** Two alerts with a card and a page each. */
async function two(stage: Stage) {
  const first = stage.fire(rate, { key: 'rate' })
  const one = await stage.card(rate)
  const second = stage.fire(pool, { key: 'pool' })
  const other = await stage.card(pool)
  await stage.threadOf(other).shows('Level 1 told: Ana')
  return { first, second, one, other, thread: stage.threadOf(one), otherThread: stage.threadOf(other) }
}
const merges = (stage: Stage) => stage.asked(/^PUT .*\/merge/)

story('Ana merges INC-2 into INC-1: PagerDuty merges their pages, once and in her name', async stage => {
  const { ana, pagerduty, world } = stage
  const { first, second, other, thread, otherThread } = await two(stage)
  pagerduty.faults.fail({ how: 'lost-answer', method: 'PUT', path: /merge$/, times: 1 })
  await ana.says('@Belay merge INC-2 INC-1', other)
  await thread.shows('INC-2 was merged into this by Ana in Slack')
  await otherThread.shows('merged it into INC-1')
  await eventually(() => second.mergedInto === first.id)
  expect(second.statusBy).toEqual({ user: world.pagerdutyUser('ana') })

  // The alert that was merged fires again: to PagerDuty it is the first page's now.
  expect(stage.fire(pool, { key: 'pool' }).id).toBe(first.id)
  await stage.delivered()
  await stage.looked()
  expect(first.status).toBe('triggered')
  expect(merges(stage)).toHaveLength(1)
  expect(stage.asked(/"resolved"/)).toEqual([])
  expect(otherThread.count('merged it into INC-1')).toBe(1)
  expect(otherThread.count('resolved it')).toBe(0)
  expect(stage.channel().messages()).toHaveLength(2)
})

story('what has no page has none to merge into: the page of what was merged is resolved', async stage => {
  const { ana, pagerduty, world } = stage
  await ana.types('/incident declare "a typo in the footer" --severity P4')
  const one = await stage.card('a typo in the footer')
  const page = stage.fire(pool, { priority: 'P4' })
  const other = await stage.card(pool)
  await ana.says('@Belay merge INC-2 INC-1', other)
  await stage.threadOf(one).shows('INC-2 was merged into this by Ana')
  await eventually(() => page.status === 'resolved')
  expect(merges(stage)).toEqual([])
  await stage.delivered()

  // The alert fires again: what it went into has a page from now on, and whoever takes the one has the other.
  const again = stage.fire(pool, { priority: 'P4' })
  await stage.threadOf(one).shows(`It alerted again: ${pool}`, 'PagerDuty pages for it')
  await ana.clicks('Acknowledge', one)
  await eventually(() => again.status === 'acknowledged')
  expect(again.acknowledged.map(({ user }) => user)).toEqual([world.pagerdutyUser('ana')])
  await stage.delivered()
  await stage.looked()
  expect(pagerduty.incidents).toHaveLength(2)
  expect(stage.channel().messages()).toHaveLength(2)
})

story('PagerDuty refuses to merge: that is said where it goes on, and the page is resolved', async stage => {
  const { ana } = stage
  const { first, second, other, thread } = await two(stage)
  first.alerts.push(...Array.from({ length: 999 }, (_, i) => ({ service: first.service, key: `more ${i}` })))
  await ana.says('@Belay merge INC-2 INC-1', other)
  await thread.shows(
    "The page of INC-2 could not be merged into this one's, and is resolved instead.",
    'PagerDuty refused',
    '1000 alerts',
  )
  await eventually(() => second.status === 'resolved')
  expect(second.mergedInto).toBeUndefined()
  await stage.looked()
  expect(thread.count('could not be merged')).toBe(1)
  // Once in Ana's name, and once in Belay's own.
  expect(merges(stage)).toHaveLength(2)
})

story('an alert that was merged fires with a page of its own: that goes into the first', async stage => {
  const { ana, ben, pagerduty, later } = stage
  const { first, other, thread } = await two(stage)
  await ana.says('@Belay merge INC-2 INC-1', other)
  await eventually(() => pagerduty.incidents[1]!.mergedInto === first.id)
  await stage.delivered()

  pagerduty.webhooks.manner('twice')
  pagerduty.faults.fail({ how: 'down', path: /merge$/, times: 2 })
  const third = stage.fire(pool)
  await thread.shows(`It alerted again: ${pool}`)
  await eventually(() => third.mergedInto === first.id)
  await stage.delivered()
  await stage.looked()
  expect(first.status).toBe('triggered')
  expect(merges(stage).filter(({ status }) => status === 200)).toHaveLength(2)
  expect(thread.count('It alerted again')).toBe(1)
  await later(15 * minutes)
  await ben.direct.shows(rate, 'You are on level 2')
  expect(ben.direct.messages()).toHaveLength(1)
  await stage.channel().shows('@learnbot-leads level 2: nobody has it yet.')
  expect(stage.channel().messages()).toHaveLength(3)
})

story(
  'a page that PagerDuty does not merge is told of, and is an incident once the first is over',
  async stage => {
    const { ana, pagerduty } = stage
    const { first, other, one, thread } = await two(stage)
    await ana.says('@Belay merge INC-2 INC-1', other)
    await eventually(() => pagerduty.incidents[1]!.mergedInto === first.id)
    await stage.delivered()

    first.unmergeable = true
    const third = stage.fire(pool)
    await thread.shows('PagerDuty pages for this a second time', third.id, 'does not merge the two')
    expect(third.status).toBe('triggered')
    await stage.looked()
    expect(thread.count('a second time')).toBe(1)

    await ana.says('@Belay resolve', one)
    await eventually(() => first.status === 'resolved')
    await stage.looked()
    await stage.card('🔴 P1 triggered · LearnBot production · INC-4')
    expect(stage.channel().messages()).toHaveLength(3)
  },
)

story('Ben merges in PagerDuty: INC-2 goes into INC-1, and nothing is told back', async stage => {
  const { ana, pagerduty, world } = stage
  const { first, second, one, thread, otherThread } = await two(stage)
  await ana.clicks('Acknowledge', one)
  await eventually(() => first.status === 'acknowledged')
  const before = stage.asked(/./).length
  await stage.later(minutes)
  pagerduty.merge(first.id, [second.id], world.pagerdutyUser('ben'))
  await otherThread.shows('Ben merged it into INC-1 in PagerDuty: carry on there')
  await thread.shows(
    `INC-2 was merged into this by Ben in PagerDuty: ${pool}`,
    '@Ana Nobody had INC-2: whoever leads this has both now.',
  )
  await stage.channel().shows('🟠 P1 acknowledged', 'With it: INC-2', 'Merged into INC-1: carry on there')
  await stage.delivered()
  await stage.looked()
  expect(otherThread.count('resolved it')).toBe(0)
  expect(stage.asked(/./)).toHaveLength(before)
  expect(stage.channel().messages()).toHaveLength(2)
})

story('merged in PagerDuty, and every webhook is lost: the look once a minute finds it', async stage => {
  const { pagerduty, world } = stage
  const { first, second, otherThread } = await two(stage)
  await stage.delivered()
  pagerduty.webhooks.manner('lost')
  pagerduty.merge(first.id, [second.id], world.pagerdutyUser('ben'))
  await stage.looked()
  await otherThread.shows('Ben merged it into INC-1 in PagerDuty')
  await stage.looked()
  expect(otherThread.count('merged it')).toBe(1)
})

story('merged in PagerDuty into what Belay knows nothing of: it is over', async stage => {
  const { pagerduty, world } = stage
  const { second, otherThread } = await two(stage)
  const foreign = pagerduty.fire({ service: 'PTRAVEL1', title: 'unknown here' })
  pagerduty.merge(foreign.id, [second.id], world.pagerdutyUser('ben'))
  await otherThread.shows('Ben resolved it in PagerDuty')
})
