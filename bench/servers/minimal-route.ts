// The least that accepting a PagerDuty webhook for good takes: its signature, its JSON, and one script that saves it
// once, under the delivery's id. It has the client that Belay has, so that what differs is what is done.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '../../src/store/connect.ts'
import { given, say } from './parent.ts'

const { redisUrl, secret } = given<{ redisUrl: string; secret: string }>()
const redis = await connect(redisUrl)
redis.defineCommand('keep', {
  numberOfKeys: 2,
  lua: `
    if not redis.call('SET', KEYS[1], 'saved', 'NX', 'PX', ARGV[2]) then return 'repeated' end
    redis.call('HSET', KEYS[2], 'state', ARGV[1])
    return 'saved'`,
})
const keep = Reflect.get(redis, 'keep') as (...args: (string | number)[]) => Promise<string>
const rememberMs = 72 * 3_600_000

async function answer(req: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const signature = String(req.headers['x-pagerduty-signature']).slice('v1='.length)
  const expected = createHmac('sha256', secret).update(body).digest()
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return 401
  const { event } = JSON.parse(body.toString()) as { event: { id: string; data: { id: string } } }
  const keys = [`operation:${event.id}`, `incident:${event.data.id}`]
  await keep.call(redis, ...keys, JSON.stringify(event.data), rememberMs)
  return 202
}

const server = createServer((req, res) => {
  if (req.method === 'GET') return void res.end()
  answer(req).then(
    status => res.writeHead(status).end(),
    () => res.writeHead(503).end(),
  )
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
say({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
