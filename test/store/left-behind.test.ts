import { expect, it, onTestFinished } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import { connect } from '../../src/store/connect.ts'
import { leftBehind } from '../../src/store/left-behind.ts'

it('says at the start what is open in a system whose file is gone', async () => {
  const server = await startRedis()
  onTestFinished(server.stop)
  const redis = await connect(server.url)
  onTestFinished(() => redis.disconnect())
  const open: Record<string, string[]> = { learnbot: ['I1', 'I2'] }
  const store = {
    open: async (system: string) => open[system] ?? [],
    openRuns: async (system: string) => (system === 'learnbot' ? ['R1'] : []),
  } as never
  expect(await leftBehind(redis, store, ['arbor', 'learnbot', 'travellr'])).toEqual([])
  expect(await leftBehind(redis, store, ['arbor'])).toEqual([
    'there is no file of the system learnbot, where something is open (2 incidents, 1 run): unless another Belay looks after it, nobody does until its file is back',
  ])
  expect(await leftBehind(redis, store, ['learnbot'])).toEqual([])
})
