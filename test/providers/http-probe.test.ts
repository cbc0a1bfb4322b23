import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type LookupFunction } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEndpoints, type Endpoints } from '../../sandbox/endpoints/endpoints.ts'
import { failure } from '../../src/providers/http-failure.ts'
import { createHttpProbe } from '../../src/providers/http-probe.ts'

const address = 'https://api.example.com/health'
let endpoints: Endpoints
let look: (timeoutMs?: number) => ReturnType<ReturnType<typeof createHttpProbe>>

beforeAll(async () => {
  endpoints = await createEndpoints()
  const probe = createHttpProbe({ rewrite: endpoints.rewrite, slowMs: 60_000 })
  look = (timeoutMs = 10_000) => probe(address, timeoutMs)
})
afterAll(() => endpoints.close())
beforeEach(() => {
  endpoints.asked.length = 0
  endpoints.set(address, { is: 'ok' })
})

describe('a health address', () => {
  it('that answers is fine, and is named by its path', async () => {
    const finding = await look()
    expect(finding).toMatchObject({ state: 'fine', what: '/health' })
    expect(finding.detail).toMatch(/^200 in \d+ ms, status ok$/)
    expect(finding.ms).toBeGreaterThan(0)
  })

  it('that takes longer than it may is slow', async () => {
    const impatient = createHttpProbe({ rewrite: endpoints.rewrite, slowMs: 0 })
    expect(await impatient(address, 10_000)).toMatchObject({ state: 'slow' })
  })

  it('that answers 503 is down, and is asked once only', async () => {
    endpoints.set(address, { is: 'failing', body: 'overloaded' })
    const finding = await look()
    expect(finding.state).toBe('down')
    expect(finding.detail).toMatch(/^503 in \d+ ms$/)
    expect(endpoints.asked).toEqual(['api.example.com/health'])
  })

  it('that never answers is down after its time', async () => {
    endpoints.set(address, { is: 'hanging' })
    expect(await look(50)).toMatchObject({ state: 'down', detail: 'no answer in 50 ms' })
  })

  it('with a name and a password or a query in it shows neither', async () => {
    const probe = createHttpProbe({ rewrite: endpoints.rewrite })
    const finding = await probe('https://ana:hunter2@api.example.com/health?token=s3cret', 10_000)
    expect(JSON.stringify(finding)).not.toMatch(/hunter2|s3cret/)
  })

  it('that is not http is not looked at', async () => {
    const detail = 'only http and https addresses are looked at'
    expect(await createHttpProbe()('file:///etc/passwd', 1_000)).toMatchObject({ state: 'unknown', detail })
    expect(await createHttpProbe()('nonsense', 1_000)).toMatchObject({ state: 'unknown', detail })
  })
})

describe('what the body says', () => {
  const says = async (body: unknown) => {
    endpoints.set(address, { is: 'ok', body })
    const { state, detail } = await look()
    return `${state}: ${detail.replace(/\d+ ms/, '_')}`
  }

  it('is noted when it is well', async () => {
    expect(await says({ status: 'ok', version: '1.2', database: 'connected' })).toBe(
      'fine: 200 in _, status ok, database connected',
    )
  })

  it.each([
    [{ status: 'ok', database: 'down' }, 'down: 200 in _, database down'],
    [{ status: 'error' }, 'down: 200 in _, status error'],
    [{ ok: true, redis: false }, 'down: 200 in _, redis down'],
    [{ status: 'ok', checks: { database: { status: 'unhealthy' } } }, 'down: 200 in _, database unhealthy'],
    [
      {
        checks: [
          { name: 'queue', status: 'DOWN' },
          { name: 'db', status: 'UP' },
        ],
      },
      'down: 200 in _, queue DOWN',
    ],
  ])('makes a 200 down: %j', async (body, expected) => {
    expect(await says(body)).toBe(expected)
  })

  it('makes a degraded service slow', async () => {
    expect(await says({ status: 'degraded' })).toBe('slow: 200 in _, status degraded')
  })

  it('is a warning only where it need not be about health', async () => {
    expect(await says({ status: 'ok', lastImport: 'failed' })).toBe('slow: 200 in _, lastImport failed')
  })

  it('is not guessed at where it is no verdict', async () => {
    expect(await says({ status: 'ok', maintenance: false, uptime: 12, title: 'down to earth' })).toBe(
      'fine: 200 in _, status ok',
    )
    expect(await says('<html>')).toBe('fine: 200 in _')
    expect(await says(42)).toBe('fine: 200 in _')
  })
})

describe('a redirect', () => {
  it('within the same place is followed', async () => {
    endpoints.set(address, { is: 'redirecting', to: '/api.example.com/healthz' })
    expect(await look()).toMatchObject({ state: 'fine' })
    expect(endpoints.asked).toEqual(['api.example.com/health', 'api.example.com/healthz'])
  })

  it('to elsewhere is not followed, and said', async () => {
    endpoints.set(address, { is: 'redirecting', to: 'https://login.example.com/?next=health' })
    const finding = await look()
    expect(finding.state).toBe('down')
    expect(finding.detail).toMatch(/^302 in \d+ ms, sent on to login\.example\.com, not followed$/)
  })

  it('in a circle ends', async () => {
    endpoints.set(address, { is: 'redirecting', to: '/api.example.com/health' })
    const finding = await look()
    expect(finding.detail).toMatch(/sent on more than 3 times$/)
    expect(endpoints.asked).toHaveLength(4)
  })
})

describe('an address where clouds keep credentials', () => {
  const detail = 'it leads to where clouds keep credentials, and no service is looked for there'

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0xa9.0xfe.0xa9.0xfe/',
    'http://[::ffff:169.254.170.2]/v2/credentials',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:a9fe:a9fe::1]/',
    'http://[::a9fe:a9fe]/',
    'http://[fd20:ce::254]/computeMetadata/v1/',
    'http://[fd00:42::42]/conf',
    'http://169.254.43518/',
    'http://0251.0376.0251.0376/',
    'http://169.254.169.254./',
    'http://①⑥⑨。②⑤④。①⑥⑨。②⑤④/',
    'http://%31%36%39.254.169.254/',
    'http://api.example.com@169.254.169.254/health',
    'http://168.63.129.16/metadata/v1/',
    'http://100.100.100.200/latest/meta-data/',
    'http://192.0.0.192/opc/v2/',
    'http://[64:ff9b::6464:64c8]/',
  ])('is not asked: %s', async url => {
    expect(await createHttpProbe()(url, 10_000)).toMatchObject({ state: 'down', detail })
  })

  it.each([
    [[{ address: '169.254.169.254', family: 4 }]],
    [
      [
        { address: '127.0.0.1', family: 4 },
        { address: 'fe80::1', family: 6 },
      ],
    ],
  ])('is not asked by a name that leads there: %j', async found => {
    const lookup: LookupFunction = (_, options, callback) =>
      options.all ? callback(null, found) : callback(null, found[0]!.address, found[0]!.family)
    const finding = await createHttpProbe({ lookup })('http://health.example.com/', 10_000)
    expect(finding).toMatchObject({ state: 'down', detail })
  })

  it.each([
    'http://169.254.169.254/latest/',
    '//169.254.169.254/latest/',
    'http://api.example.com@169.254.169.254/latest/',
    '\\\\169.254.169.254/latest/',
    'http://2852039166/latest/',
  ])('is not asked because somebody sends on to it: %s', async to => {
    endpoints.set(address, { is: 'redirecting', to })
    expect((await look()).detail).toContain('sent on to 169.254.169.254, not followed')
  })

  it.each([
    ['another port of the same host', (port: number) => `http://127.0.0.1:${port + 1}/health`],
    ['another scheme', (port: number) => `https://127.0.0.1:${port}/health`],
    ['a file', () => 'file:///etc/passwd'],
    ['what is no address', () => 'http://'],
  ])('nor is anything else that an answer sends on to: %s', async (_, to) => {
    endpoints.set(address, { is: 'redirecting', to: to(Number(new URL(endpoints.url).port)) })
    expect(await look()).toMatchObject({
      state: 'down',
      detail: expect.stringMatching(/not followed|to an address that is none/),
    })
    expect(endpoints.asked).toHaveLength(1)
  })

  it('is not asked by a name that leads elsewhere at the moment of connecting', async () => {
    let looked = 0
    const lookup: LookupFunction = (_, options, callback) => {
      const found = { address: looked++ === 0 ? '127.0.0.1' : '169.254.169.254', family: 4 }
      if (options.all) callback(null, [found])
      else callback(null, found.address, found.family)
    }
    const probe = createHttpProbe({ lookup })
    const url = `http://health.example.com:${new URL(endpoints.url).port}/api.example.com/health`
    expect(await probe(url, 10_000)).toMatchObject({ state: 'fine' })
    expect(await probe(url, 10_000)).toMatchObject({ state: 'down', detail })
  })

  it('is not what a name within a private network is', async () => {
    let looked = 0
    const lookup: LookupFunction = (_, options, callback) => {
      looked++
      const found = { address: '127.0.0.1', family: 4 }
      if (options.all) callback(null, [found])
      else callback(null, found.address, found.family)
    }
    const { port } = new URL(endpoints.url)
    const finding = await createHttpProbe({ lookup })(
      `http://health.internal:${port}/api.example.com/health`,
      10_000,
    )
    expect([finding.state, looked]).toEqual(['fine', 1])
  })
})

describe('what is not a health address at all', () => {
  const served = async (listener: RequestListener) => {
    const server = createServer(listener)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const finding = await createHttpProbe({ slowMs: 60_000 })(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`,
      10_000,
    )
    server.closeAllConnections()
    server.close()
    return finding
  }

  it('is refused', async () => {
    const server = createSocketServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise(resolve => server.close(resolve))
    const finding = await createHttpProbe()(`http://127.0.0.1:${port}/health`, 10_000)
    expect(finding).toMatchObject({ state: 'down', detail: 'connection refused' })
  })

  it('hangs up', async () => {
    const finding = await served((_, response) => void response.destroy())
    expect(finding).toMatchObject({ state: 'down', detail: 'connection closed before an answer' })
  })

  it.each([
    ['CERT_HAS_EXPIRED', 'certificate expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate is for another host'],
    ['ENOTFOUND', 'no such host'],
    ['HPE_INVALID_CONSTANT', 'the answer is not HTTP'],
    ['ESOMETHING', 'no answer (ESOMETHING)'],
  ])('fails with %s: %s', (code, words) => {
    expect(failure(Object.assign(new Error('internals'), { code }), 1_000)).toBe(words)
  })

  it('pours without end: reading stops', async () => {
    let poured = 0
    const finding = await served((_, response) => {
      const chunk = Buffer.alloc(16_384, 'x')
      const pour = () => {
        while (!response.destroyed && poured < 50_000_000) {
          poured += chunk.length
          if (!response.write(chunk)) return void response.once('drain', pour)
        }
      }
      pour()
    })
    expect(finding.state).toBe('fine')
    expect(poured).toBeLessThan(50_000_000)
  })
})
