import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createAccessLogs } from '../../../src/providers/aws/s3/access-logs.ts'

const at = Date.parse('2026-11-25T02:15:00Z')
const place = { bucket: 'shop-logs', region: 'us-east-1' }
const folder = 'AWSLogs/123456789012/elasticloadbalancing/us-east-1/2026/11/25/'
const key = (time: string) =>
  `${folder}123456789012_elasticloadbalancing_us-east-1_app.shop.50dc6c495c0c9188_20261125T${time}Z_10.0.0.1_abc.log.gz`
const line = (path: string) => `https 2026-11-25T02:12:00.000000Z app/shop "GET ${path}"\n`

let aws: SimulatedAws

beforeAll(async () => {
  aws = await createAws({ now: () => at })
})
afterAll(() => aws.close())

async function read() {
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
  const logs = createAccessLogs(createAwsClients({ endpoint: aws.url, credentials }))
  const taken: string[] = []
  const found = await logs.read(
    place,
    { from: at - 600_000, to: at },
    one => void taken.push(one.slice(0, 100)),
  )
  return { paths: taken.map(one => one.split('"')[1]), found }
}

it('a file with a line that does not end is given up before it is held, and the others are read', async () => {
  const endless = Buffer.alloc(5_000_000, 'x')
  aws.s3.put(place.bucket, key('0220'), gzipSync(Buffer.concat([Buffer.from(line('/first')), endless])))
  aws.s3.put(place.bucket, key('0215'), gzipSync(line('/second')))
  const { paths, found } = await read()
  expect(paths).toEqual(['GET /first', 'GET /second'])
  expect(found).toEqual({
    files: 1,
    lines: 2,
    short: '1 of 2 files were read; for a shorter time it may be all',
  })
})

it('of a file that unpacks to more than is read, what was read by then counts', async () => {
  const megabyte = gzipSync(line('x'.repeat(10_000)).repeat(100))
  aws.s3.put(place.bucket, key('0220'), Buffer.concat(Array(310).fill(megabyte)))
  const { found } = await read()
  expect(found).toMatchObject({ files: 0, short: '0 of 2 files were read; for a shorter time it may be all' })
  expect(found.lines).toBeGreaterThan(20_000)
})
