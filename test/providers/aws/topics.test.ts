import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTopics } from '../../../src/providers/aws/topics.ts'

/** Answers with what the path says: `/503` is a 503, `/redirect` sends on, `/hang` is silent. */
const server = createServer(({ url }, response) => {
  if (url === '/hang') return
  if (url === '/redirect') return void response.writeHead(302, { location: '/200' }).end()
  response.writeHead(Number(url!.slice(1))).end('-----BEGIN')
})
let at: (path: string) => string
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  at = path => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

test.each([
  ['503', 'SNS answered 503 about a subscription.', 'away'],
  ['404', 'SNS answered 404 about a subscription.', 'refused'],
  ['redirect', 'SNS did not answer about a subscription.', 'away'],
  ['hang', 'SNS did not answer about a subscription.', 'away'],
])('%s: %s', async (path, message, fault) => {
  const topics = createTopics({ timeoutMs: path === 'hang' ? 100 : 10_000 })
  await expect(topics.confirm(at(path))).rejects.toMatchObject({ message, fault: { service: 'aws', fault } })
})

test('a certificate is what is at its address', async () => {
  const topics = createTopics({ timeoutMs: 10_000, rewrite: () => at('200') })
  expect(await topics.certificate('https://sns.us-east-1.amazonaws.com/1.pem')).toBe('-----BEGIN')
})
