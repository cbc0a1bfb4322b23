import { expect, test } from 'vitest'
import type { Lock } from '../../../src/domain/run/lock.ts'
import { unlockMaker } from '../../../src/engine/runs/unlock-maker.ts'
import type { LockChange, Save } from '../../../src/ports/store.ts'
import { ana } from './stage.ts'

const lock: Lock = {
  schema: 1,
  resource: 'ecs:api',
  environment: 'production',
  holder: ana,
  reason: 'a look',
  since: 5,
  byHand: true,
}

/** A store whose lock changes hands just before it is saved, as often as there are others. */
function changing(...others: (Lock | undefined)[]) {
  let now: Lock | undefined = lock
  let version = 1
  const store = {
    lock: async () => now && { value: now, version: `v${version}` },
    async save({ changes }: Save) {
      const [change] = changes as LockChange[]
      if (others.length > 0) {
        now = others.shift()
        version += 1
      }
      if (change!.expected !== `v${version}`) return 'conflict'
      now = change!.lock
      return 'saved'
    },
  }
  const takes = () =>
    unlockMaker(store as never).start(
      { system: 's', resource: 'ecs:api', holder: 'UANA', since: 5 } as never,
      {
        run: 'r',
        step: 0,
      },
    )
  return { takes, held: () => now }
}

test('a run begins to change it just then: the lock by hand is taken away all the same, the run keeps its own', async () => {
  const { takes, held } = changing({ ...lock, run: 'another' })
  await takes()
  expect(held()).toEqual({ ...lock, run: 'another', byHand: undefined })
})

test('whoever held it has let go, and somebody else has locked it: theirs stays', async () => {
  const theirs = { ...lock, since: 9 }
  const { takes, held } = changing(theirs)
  await takes()
  expect(held()).toBe(theirs)
})

test('what could not be saved is not said to be done', async () => {
  const { takes } = changing(...Array.from({ length: 1_000 }, () => lock))
  await expect(takes()).rejects.toThrow('ecs:api')
})
