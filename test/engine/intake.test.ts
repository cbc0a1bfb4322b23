import { expect, test } from 'vitest'
import { aPage, stageFor } from './stage.ts'

const stage = stageFor()

test.each(['belay/INC-42 --/1', 'belay/../1', 'belay/0123456789ABCDEF/1', 'belay/0123456789abcdef0/1'])(
  'an alert whose key is %s is an incident like any other: the key names none',
  async key => {
    const { tells, incident, clock } = await stage()
    await tells('triggered', { page: aPage(clock.now(), { key }) })
    expect((await incident()).id).toMatch(/^[0-9a-f]{16}$/)
  },
)

test('a key that Belay made names its incident, also one that Redis has forgotten', async () => {
  const { tells, incident, clock } = await stage()
  await tells('triggered', { page: aPage(clock.now(), { key: 'belay/0123456789abcdef/1' }) })
  expect((await incident()).id).toBe('0123456789abcdef')
})

test('an alert that was merged and fires again is news where it went, as long as that is open', async () => {
  const { tells, incidents, store, system, clock } = await stage()
  const at = () => clock.now()
  await tells('triggered', { page: aPage(at(), { id: 'ONE', key: 'checkout', title: 'checkout is down' }) })
  await tells('triggered', { page: aPage(at(), { id: 'TWO', key: 'pool', title: 'the pool is empty' }) })
  const open = await incidents.open([system.system])
  const [one, two] = ['checkout is down', 'the pool is empty'].map(
    name => open.find(({ title }) => title === name)!,
  )
  await incidents.merge(two!, one!, { via: 'slack', id: 'UANA', name: 'Ana' }, 'merge-1')

  await tells('triggered', { page: aPage(at(), { id: 'THREE', key: 'pool', title: 'the pool is empty' }) })
  expect(await incidents.open([system.system])).toHaveLength(1)
  expect(await incidents.recent([system.system], 9)).toHaveLength(2)
  expect((await store.timeline(system.system, one!.id)).at(-1)).toMatchObject({
    kind: 'alert',
    title: 'the pool is empty',
  })

  // The page of the repeated alert ends: that is not the end of the incident which it is part of.
  await tells('resolved', { page: aPage(at(), { id: 'THREE', key: 'pool', status: 'resolved' }) })
  expect((await incidents.find(one!.id))!.state).toBe('triggered')

  await incidents.apply(one!, { type: 'resolve', by: { via: 'slack', id: 'UANA', name: 'Ana' } }, 'resolve-1')
  await tells('triggered', { page: aPage(at(), { id: 'FOUR', key: 'pool', title: 'the pool is empty' }) })
  expect(await incidents.recent([system.system], 9)).toHaveLength(3)
})

test('what opens no incident leaves no gap in the numbers', async () => {
  const { tells, incidents, system, clock } = await stage()
  const first = { page: aPage(clock.now(), { id: 'FIRST', title: 'the disk is full' }) }
  const second = { page: aPage(clock.now(), { id: 'SECOND', title: 'the disk is slow' }) }
  await tells('triggered', first)
  await tells('triggered', first)
  await Promise.all([tells('triggered', second), tells('triggered', second)])
  await tells('triggered', { page: aPage(clock.now(), { id: 'THIRD', title: 'the disk is gone' }) })
  const numbers = (await incidents.recent([system.system], 9))
    .map(({ number }) => number)
    .sort((a, b) => a - b)
  expect(numbers).toEqual([0, 1, 2].map(i => numbers[0]! + i))
})
