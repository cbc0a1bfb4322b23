import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createHttpStepReader } from '../../src/providers/http-step-reader.ts'

it('what answers that it is broken is told as it is, and with -f it is a failure', async () => {
  const server = createServer((_, response) => void response.writeHead(503).end('out of order'))
  await new Promise<void>(listening => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const read = createHttpStepReader({ rewrite: () => `http://127.0.0.1:${port}` })
  const ask = (input: { fail?: boolean }) =>
    read({ operation: 'GET', input: { url: 'https://api.example.com', ...input } }, {})
  try {
    expect(await ask({})).toMatchObject({ text: 'out of order', about: expect.stringMatching(/^503 in/) })
    await expect(ask({ fail: true })).rejects.toThrow('api.example.com answered 503, which curl -f takes')
  } finally {
    await new Promise<void>(closed => void server.close(() => closed()))
  }
})
