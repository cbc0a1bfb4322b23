// The least that accepting a PagerDuty webhook for good takes: its signature, its JSON, and one script with one write.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Redis } from 'ioredis'
import { given, say } from './parent.ts'

const { redisUrl, secret } = given<{ redisUrl: string; secret: string }>()
const redis = new Redis(redisUrl)
redis.defineCommand('keep', {
  numberOfKeys: 1,
  lua: "return redis.call('HSET', KEYS[1], 'state', ARGV[1])",
})
const keep = Reflect.get(redis, 'keep') as (key: string, state: string) => Promise<number>

async function answer(req: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const signature = String(req.headers['x-pagerduty-signature']).slice('v1='.length)
  const expected = createHmac('sha256', secret).update(body).digest()
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return 401
  const { event } = JSON.parse(body.toString()) as { event: { data: { id: string } } }
  await keep.call(redis, `incident:${event.data.id}`, JSON.stringify(event.data))
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
