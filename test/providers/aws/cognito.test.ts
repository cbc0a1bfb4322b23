import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { cognitoMakers } from '../../../src/providers/aws/cognito/makers.ts'
import { createUserPools } from '../../../src/providers/aws/cognito/user-pools.ts'

const pool = 'us-east-1_Ab12Cd34E'
const user = 'pilot-71'
const createdAt = Date.parse('2024-11-25T02:14:00Z')
const changedAt = Date.parse('2026-01-25T02:14:00Z')
const place = { region: 'us-east-1' }
const params = { ...place, pool, user, createdAt }
const made = { run: 'run1', step: 0 }
let aws: SimulatedAws
let all: ReturnType<typeof makers>

beforeAll(async () => {
  aws = await createAws({ now: () => changedAt + 1_000 })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  all = makers(...cognitoMakers(clients, createUserPools(clients)))
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.cognito.set(pool, [{ name: user, createdAt, changedAt }])
  aws.asked.length = 0
})

const maker = (action: string): Maker => all.get(`cognito-idp:${action}`)!
const changed = () => aws.asked.map(({ action }) => action).filter(action => action !== 'AdminGetUser')

it('a user is disabled, found so, and enabled again', async () => {
  const [disable, enable] = [maker('AdminDisableUser'), maker('AdminEnableUser')]
  expect(await disable.look(params, made)).toEqual({ is: 'before' })
  expect(await enable.look(params, made)).toEqual({ is: 'after', result: {} })
  await disable.start(params, made)
  expect(aws.cognito.get(pool, user)?.enabled).toBe(false)
  expect(await disable.look(params, made)).toEqual({ is: 'after', result: {} })
  await enable.start(params, made)
  expect(aws.cognito.get(pool, user)?.enabled).toBe(true)
  expect(changed()).toEqual(['AdminDisableUser', 'AdminEnableUser'])
})

it('a removal whose answer was lost was made once, and is found so', async () => {
  const remove = maker('AdminDeleteUser')
  expect(await remove.look({ ...params, changedAt }, made)).toEqual({ is: 'before' })
  aws.fault('cognito-idp:AdminDeleteUser', 'lost')
  const lost = await remove.start({ ...params, changedAt }, made).catch((error: unknown) => error)
  expect((lost as OutsideError).fault.effect).toBe('unknown')
  aws.mend()
  expect(await remove.look({ ...params, changedAt }, made)).toEqual({ is: 'after', result: {} })
  expect(changed()).toEqual(['AdminDeleteUser'])
})

it('whoever was changed since, or is another one of that name, is not the user that was meant', async () => {
  const remove = maker('AdminDeleteUser')
  aws.cognito.answers.AdminDisableUser!({ UserPoolId: pool, Username: user })
  expect(await remove.look({ ...params, changedAt }, made)).toEqual({
    is: 'other',
    how: 'Somebody has changed pilot-71 since: they may be in use again.',
  })
  aws.cognito.set(pool, [{ name: user, createdAt: changedAt, changedAt }])
  for (const action of ['AdminDeleteUser', 'AdminDisableUser', 'AdminEnableUser'])
    expect(await maker(action).look({ ...params, changedAt }, made)).toEqual({
      is: 'other',
      how: 'pilot-71 is another user now than the one that was meant.',
    })
  aws.cognito.set(pool, [])
  expect(await maker('AdminDisableUser').look(params, made)).toEqual({
    is: 'other',
    how: 'There is no user pilot-71 any more.',
  })
})

it('of a pool that is not there nobody was removed', async () => {
  const looking = maker('AdminDeleteUser').look({ ...params, changedAt, pool: 'us-east-1_Gone' }, made)
  await expect(looking).rejects.toThrow('there is no user pool us-east-1_Gone: check `userPools`')
})

it('the policy that is missing is said, for that pool alone', async () => {
  aws.fault('cognito-idp:AdminDeleteUser', 'denied')
  const refused = maker('AdminDeleteUser').start({ ...params, changedAt }, made)
  await expect(refused).rejects.toThrow(OutsideError)
  await expect(refused).rejects.toThrow(
    /AWS refused cognito-idp:AdminDeleteUser .*userpool\/us-east-1_Ab12Cd34E/,
  )
})
