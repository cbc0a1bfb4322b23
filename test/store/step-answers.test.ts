import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createStepAnswers } from '../../src/store/step-answers.ts'

let server: LocalRedis
let redis: Connection

beforeAll(async () => {
  server = await startRedis()
  redis = await connect(server.url, { onError: () => {} })
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

it('what steps have answered is kept for a day, for those whom it is for', async () => {
  const answers = createStepAnswers(redis)
  const whose = { system: 'shop', scope: 'production roll-back U1' }
  expect(await answers.of(whose)).toEqual(new Map())
  await answers.keep(whose, new Map())
  await answers.keep(whose, new Map([['variable TASK', 'arn:7']]))
  await answers.keep(whose, new Map([['variable REVISION', '41']]))
  expect(await answers.of(whose)).toEqual(
    new Map([
      ['variable TASK', 'arn:7'],
      ['variable REVISION', '41'],
    ]),
  )
  expect(await answers.of({ ...whose, scope: 'production roll-back U2' })).toEqual(new Map())
  const [key] = await redis.keys('*step-answers*')
  const left = await redis.pttl(key!)
  expect(left).toBeGreaterThan(23 * 3_600_000)
  expect(left).toBeLessThanOrEqual(24 * 3_600_000)
})

it('of a secret is kept where it is; what is set anew is the one or the other', async () => {
  const answers = createStepAnswers(redis)
  const whose = { system: 'shop', scope: 'production rotate U1' }
  const reference = { name: 'api as TOKEN', rotates: { secret: 'db', on: 'secret' } }
  await answers.keep(whose, new Map([['variable TOKEN', 'x']]))
  await answers.keep(whose, new Map([['variable TOKEN', reference]]))
  expect(await answers.of(whose)).toEqual(new Map([['variable TOKEN', reference]]))
  await answers.keep(whose, new Map([['variable TOKEN', 'y']]))
  expect(await answers.of(whose)).toEqual(new Map([['variable TOKEN', 'y']]))
})
