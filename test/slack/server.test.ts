import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Request, Route } from '../../src/ports/http.ts'
import { patience } from '../eventually.ts'
import { workspace } from './workspace.ts'

const slack = workspace()
let seen: Request[] = []
let oversized = 0
const route = (method: Route['method'], path: string, limit: number, handle?: Route['handle']): Route => ({
  method,
  path,
  limit,
  handle:
    handle ??
    (async request => {
      seen.push(request)
      return { status: 202, headers: { 'x-taken': 'yes' }, body: 'taken' }
    }),
})
const routes = [
  route('GET', '/healthz', 0),
  { ...route('POST', '/webhooks/alertmanager/:system', 10), oversized: () => void oversized++ },
  route('POST', '/webhooks/broken', 10, () => Promise.reject(new Error('a fault of ours'))),
]
const ask = (path: string, init?: RequestInit) => fetch(`${slack.url}${path}`, init)
const post = (path: string, body: string) => ask(path, { method: 'POST', body })

beforeEach(() => {
  seen = []
  oversized = 0
})

describe.each([
  ['over HTTP', {}],
  ['in Socket Mode', { appToken: 'xapp-1' }],
])('the routes, with Slack %s', (_, settings) => {
  beforeEach(() => slack.start({ routes, ...settings }))

  it('get the body as it came, and what their path stands for', async () => {
    const answer = await post('/webhooks/alertmanager/learn%20bot?a=b', '{"a": 1}')
    expect([answer.status, answer.headers.get('x-taken'), await answer.text()]).toEqual([202, 'yes', 'taken'])
    const [request] = seen
    expect(request).toMatchObject({
      method: 'POST',
      path: '/webhooks/alertmanager/learn%20bot',
      params: { system: 'learn bot' },
    })
    expect(request?.body.toString()).toBe('{"a": 1}')
  })

  it('that break answer 500, are logged, and end nothing', async () => {
    expect((await post('/webhooks/broken', 'x')).status).toBe(500)
    expect(slack.log).toContainEqual(expect.objectContaining({ level: 50, msg: 'a request failed' }))
    expect((await ask('/healthz')).status).toBe(202)
  })

  it('take it for no fault of theirs when somebody hangs up in the midst of a request', async () => {
    const socket = connect(Number(new URL(slack.url).port), '127.0.0.1')
    socket.write('POST /webhooks/alertmanager/learnbot HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc')
    await once(socket, 'connect')
    await vi.waitFor(() => expect(socket.bytesWritten).toBeGreaterThan(50), patience)
    socket.resetAndDestroy()
    const hungUp = { level: 30, msg: 'somebody hung up in the midst of a request' }
    await vi.waitFor(() => expect(slack.log).toContainEqual(expect.objectContaining(hungUp)), patience)
    expect(slack.log.filter(({ level }) => Number(level) >= 50)).toEqual([])
    expect((await ask('/healthz')).status).toBe(202)
  })

  it('refuse a body that is too large, however it is sent', async () => {
    const long = 'x'.repeat(11)
    expect((await post('/webhooks/alertmanager/learnbot', long)).status).toBe(413)
    const chunks = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(long))
        controller.close()
      },
    })
    const init = { method: 'POST', body: chunks, duplex: 'half' } as RequestInit
    expect((await ask('/webhooks/alertmanager/learnbot', init)).status).toBe(413)
    expect(seen).toEqual([])
    expect([oversized, slack.counted]).toEqual([2, []])
  })

  it.each([
    ['GET http://belay.example.com/healthz?a=b', 202],
    ['GET HTTPS://belay.example.com:3000/healthz', 202],
    ['GET http://belay.example.com', 404],
    ['GET http://belay.example.com/nothing', 404],
    ['GET ftp://belay.example.com/healthz', 404],
  ])('are found when their host is named as well, as by a proxy: %s is %d', async (target, status) => {
    const socket = connect(Number(new URL(slack.url).port), '127.0.0.1')
    socket.end(`${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    const said = (await socket.setEncoding('utf8').toArray()).join('')
    expect(said.split('\r\n', 1)).toEqual([expect.stringMatching(`^HTTP/1.1 ${status} `)])
  })

  it('are the only ones: another path is 404, another method 405', async () => {
    expect((await ask('/nothing')).status).toBe(404)
    expect((await post('/webhooks/alertmanager/%zz', 'x')).status).toBe(404)
    const wrong = await post('/healthz', '')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET'])
    expect((await ask('/healthz', { method: 'HEAD' })).status).toBe(202)
  })
})

it('in Socket Mode nothing answers at Slack’s address', async () => {
  await slack.start({ appToken: 'xapp-1' })
  expect((await slack.slash({ command: '/incident', text: 'list' })).status).toBe(404)
})
