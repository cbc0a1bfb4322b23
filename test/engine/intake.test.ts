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
