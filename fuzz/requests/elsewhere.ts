import type { Chance } from '../../simulation/chance.ts'
import type { Sent } from './request.ts'

const paths = [
  ...[
    '/',
    '/healthz',
    '/readyz',
    '/metrics',
    '/slack/events',
    '/webhooks/pagerduty',
    '/webhooks/sns/learnbot',
  ],
  ...[
    '/webhooks/alertmanager/learnbot',
    '/webhooks/alertmanager/',
    '/slack/events/',
    '//slack/events',
    '/%2e%2e/',
  ],
  ...['/healthz?x=%00', '/metrics/../healthz', '/webhooks/sns/%', '/.env', '/__proto__', '/healthz#x'],
]
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND']

/** Any method on any address. */
export function elsewhere(chance: Chance): Sent {
  const method = chance.pick(methods)
  const body =
    method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.from('x'.repeat(chance.pick([0, 9, 9_999]))) }
  return { door: 'any', kind: method, method, path: chance.pick(paths), headers: {}, ...body }
}

const large = 1_200_000

/** More than any door takes. */
export const oversized = (chance: Chance): Sent => ({
  door: 'any',
  kind: 'oversized',
  method: 'POST',
  path: chance.pick(['/slack/events', '/webhooks/pagerduty', '/webhooks/sns/learnbot']),
  headers: { 'content-type': 'application/json' },
  body: Buffer.alloc(large, '['),
  unproven: true,
})

/** What is no HTTP, or not quite: sent as it is, and answered or hung up on. */
export const notHttp: string[] = [
  '\r\n\r\n',
  'GET\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET /healthz HTTP/1.1\r\n\r\n',
  'GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET http://169.254.169.254/ HTTP/1.1\r\nhost: x\r\n\r\n',
  'CONNECT 127.0.0.1:1 HTTP/1.1\r\nhost: x\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcde',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n',
  'POST /webhooks/pagerduty HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n',
  `GET /healthz HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(3_000)}\r\n`,
  `GET /healthz HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(40_000)}\r\n\r\n`,
  `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  'GET /healthz HTTP/1.1\r\nhost: x\r\na: \u0000\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n{}',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\nexpect: the unexpected\r\ncontent-length: 2\r\n\r\n{}',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
]
