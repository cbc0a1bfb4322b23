import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyText } from '../../src/providers/body-text.ts'
import { createHttpProbe } from '../../src/providers/http-probe.ts'
import { createHttpStepReader } from '../../src/providers/http-step-reader.ts'
import { createSendRequest } from '../../src/providers/send-request.ts'

const body = Buffer.from(JSON.stringify({ database: 'Störung' }))
const within = body.indexOf('ö') + 1
const halves = [body.subarray(0, within), body.subarray(within)]

describe('a character that lies in two chunks is read whole', () => {
  const server = createServer(async (_, response) => {
    for (const half of halves) {
      await new Promise(sent => void response.write(half, sent))
      // Whoever reads in this process has its turn.
      for (let turn = 0; turn < 20; turn++) await setImmediate()
    }
    response.end()
  })
  const rewrite = (url: string) =>
    url.replace('https://api.example.com', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const url = 'https://api.example.com/health'
  beforeAll(() => new Promise<void>(listening => void server.listen(0, '127.0.0.1', listening)))
  afterAll(() => new Promise<void>(closed => void server.close(() => closed())))

  it('by a step of a runbook', async () => {
    const read = createHttpStepReader({ rewrite })
    const answer = await read({ operation: 'GET', input: { url } }, {})
    expect(answer).toMatchObject({ text: expect.stringContaining('"Störung"') })
  })

  it('by a request', async () => {
    const maker = createSendRequest({ secrets: { reveal: async () => '' }, rewrite })
    const answer = await maker.start({ url, method: 'POST' }, { run: 'run-1', step: 0 })
    expect(answer).toMatchObject({ answer: '{"database":"Störung"}' })
  })

  it('by a look at a health address', async () => {
    const finding = await createHttpProbe({ rewrite })(url, 10_000)
    expect(finding.detail).toContain('database Störung')
  })
})

it('what lies beyond the limit is not asked for', async () => {
  async function* chunks() {
    yield Buffer.from('abc')
    yield Buffer.from('def')
    throw new Error('nobody should have asked for more')
  }
  expect(await bodyText(chunks(), 5)).toBe('abcde')
})
