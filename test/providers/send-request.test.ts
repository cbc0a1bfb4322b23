import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createEndpoints, type Endpoints } from '../../sandbox/endpoints/endpoints.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Maker } from '../../src/ports/calls/call.ts'
import { createSendRequest } from '../../src/providers/send-request.ts'

const url = 'https://shop.example.com/admin/cache/clear'
const params = { url, method: 'POST', token: { secret: 'env:ADMIN' }, body: { pattern: 'search:*' } }
const made = { run: 'run-1', step: 0, since: 0 }
let endpoints: Endpoints
let maker: Maker

beforeAll(async () => {
  endpoints = await createEndpoints()
  maker = createSendRequest({
    secrets: { reveal: async () => 'not-a-secret-42' },
    rewrite: address => endpoints.rewrite(address),
    timeoutMs: 5_000,
  })
})
afterAll(() => endpoints.close())
beforeEach(() => {
  endpoints.set(url, { is: 'ok' })
  endpoints.sent.length = 0
})
const failing = async (one: Maker, given: object = params) => {
  const failed = await one.start(given, made).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(OutsideError)
  return failed as OutsideError
}

it('is sent as it stands, with the token that is looked up, and its answer is shown', async () => {
  endpoints.set(url, { is: 'ok', body: { cleared: 12, echoed: 'not-a-secret-42', password: 'hunter2' } })
  const result = await maker.start(params, made)
  expect(endpoints.sent).toMatchObject([
    {
      method: 'POST',
      address: 'shop.example.com/admin/cache/clear',
      headers: { authorization: 'Bearer not-a-secret-42', 'content-type': 'application/json' },
      body: '{"pattern":"search:*"}',
    },
  ])
  const seen = await maker.observe!(params, result, made)
  expect(seen).toMatchObject({
    is: 'done',
    progress: {
      said: [expect.stringMatching(/^200 in /)],
      output: '{"cleared":12,"echoed":"[token]","password":"[secret]"}',
    },
  })
  expect(JSON.stringify(result)).not.toContain('not-a-secret-42')
  expect(await maker.output!(params, result, made)).toContain('"cleared":12')
})

it('is not sent by somebody whose lease has ended while its token was looked up', async () => {
  const taken = new Error('taken over')
  const guard = () => {
    throw taken
  }
  await expect(maker.start(params, made, guard)).rejects.toBe(taken)
  expect(endpoints.sent).toEqual([])
})

it('may have its token in a header of its own, and a method of its own', async () => {
  await maker.start({ url, method: 'DELETE', token: { secret: 'env:ADMIN' }, header: 'X-Admin-Token' }, made)
  expect(endpoints.sent[0]).toMatchObject({
    method: 'DELETE',
    headers: { 'x-admin-token': 'not-a-secret-42' },
    body: '',
  })
  expect(endpoints.sent[0]!.headers.authorization).toBeUndefined()
})

it('whose answer is lost may have been carried out, and is not sent again', async () => {
  endpoints.set(url, { is: 'lost' })
  expect((await failing(maker)).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
  expect(endpoints.sent).toHaveLength(1)
  expect(maker.repeatable).toBe(false)
  expect(await maker.look(params, made)).toEqual({ is: 'before' })
})

it('that nothing answers in time may have been carried out as well', async () => {
  endpoints.set(url, { is: 'hanging' })
  const hasty = createSendRequest({
    secrets: { reveal: async () => '' },
    rewrite: address => endpoints.rewrite(address),
    timeoutMs: 200,
  })
  expect(await failing(hasty)).toMatchObject({
    message: 'shop.example.com: no answer in 200 ms.',
    fault: { effect: 'unknown' },
  })
})

it('that reaches nobody had no effect', async () => {
  const nobody = createSendRequest({
    secrets: { reveal: async () => '' },
    rewrite: () => 'http://127.0.0.1:1/',
  })
  expect((await failing(nobody)).fault).toMatchObject({ fault: 'away', effect: 'none' })
})

it.each([
  [500, 'It answered 500: it may have done something all the same, so look before you ask again.'],
  [403, 'It answered 403: the token may not do that.'],
  [429, 'It answered 429: it asks to slow down.'],
])('%d is told, with what it answered', async (status, why) => {
  endpoints.set(url, { is: 'failing', status, body: { error: 'no' } })
  const result = await maker.start(params, made)
  expect(await maker.observe!(params, result, made)).toMatchObject({
    is: 'failed',
    why,
    output: '{"error":"no"}',
  })
  expect(endpoints.sent).toHaveLength(1)
})

it('that is sent on elsewhere is not followed', async () => {
  endpoints.set(url, { is: 'redirecting', to: endpoints.rewrite('https://elsewhere.example.com/') })
  const result = await maker.start(params, made)
  expect(await maker.observe!(params, result, made)).toMatchObject({
    is: 'failed',
    why: 'It answered 302, and sends on elsewhere, which is not followed.',
  })
  expect(endpoints.sent).toHaveLength(1)
})

it('is never sent to where clouds keep credentials', async () => {
  const plain = createSendRequest({ secrets: { reveal: async () => '' } })
  const said = await failing(plain, { url: 'http://169.254.169.254/latest/api/token', method: 'PUT' })
  expect(said).toMatchObject({ fault: { fault: 'refused', effect: 'none' } })
  expect(said.message).toContain('where clouds keep credentials')
  const byName = createSendRequest({
    secrets: { reveal: async () => '' },
    lookup: (_, __, callback) => callback(null, [{ address: '169.254.169.254', family: 4 }]),
  })
  expect(await failing(byName, { url: 'http://admin.example.com/', method: 'POST' })).toMatchObject({
    fault: { effect: 'none' },
  })
})

it('whose token cannot be looked up is not sent', async () => {
  const without = createSendRequest({
    secrets: {
      reveal: async () => {
        throw new OutsideError('no', { service: 'aws', fault: 'refused', effect: 'none' })
      },
    },
    rewrite: address => endpoints.rewrite(address),
  })
  expect((await failing(without)).fault.effect).toBe('none')
  expect(endpoints.sent).toEqual([])
})
