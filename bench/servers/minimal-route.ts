// The least that accepting a PagerDuty webhook for good takes: its signature, its JSON, and one script that saves it
// once, under the delivery's id. It has the client that Belay has, so that what differs is what is done.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '../../src/store/connect.ts'
import { bareScript } from './bare-script.ts'
import { given, say } from './parent.ts'

const { redisUrl, secret } = given<{ redisUrl: string; secret: string }>()
const redis = await connect(redisUrl)
const keep = bareScript(redis)

async function answer(req: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const signature = String(req.headers['x-pagerduty-signature']).slice('v1='.length)
  const expected = createHmac('sha256', secret).update(body).digest()
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return 401
  const { event } = JSON.parse(body.toString()) as { event: { id: string; data: { id: string } } }
  await keep(event.id, event.data.id, JSON.stringify(event.data))
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
