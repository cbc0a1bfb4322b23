import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { readBody } from './body.ts'
import { type Endpoint, match } from './endpoint.ts'

export interface ServerDeps {
  endpoints: Endpoint[]
  log: Logger
}

/** The one HTTP server, for everybody who calls. Nothing that a handler does can end the process. */
export function createServer({ endpoints, log }: ServerDeps) {
  const known = endpoints.map(endpoint => ({ endpoint, parts: endpoint.path.split('/') }))
  const server = createHttpServer((req, res) => {
    serve(req, res).catch(error => {
      if (req.destroyed && !req.complete)
        return log.info({ path: req.url }, 'somebody hung up in the midst of a request')
      log.error({ err: error, path: req.url }, 'a request failed')
      if (!res.headersSent) finish(res, 500)
      else res.destroy()
    })
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = pathOf(req.url!)
    const given = path.split('/')
    const here = known.flatMap(({ endpoint, parts }) => {
      const params = match(parts, given)
      return params ? [{ endpoint, params }] : []
    })
    if (here.length === 0) return finish(res, 404)
    const method = req.method === 'HEAD' ? 'GET' : req.method
    const found = here.find(({ endpoint }) => endpoint.method === method)
    if (!found) return finish(res, 405, { allow: here.map(({ endpoint }) => endpoint.method).join(', ') })
    const body = await readBody(req, found.endpoint.limit)
    if (body === 'too large') {
      found.endpoint.oversized?.()
      return finish(res, 413, { connection: 'close' })
    }
    await found.endpoint.answer(req, res, body, { path, params: found.params })
  }

  return {
    async listen(port: number, host: string | undefined): Promise<number> {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          resolve()
        })
      })
      return (server.address() as AddressInfo).port
    },
    /** Takes no more, lets what is under way finish until `limit` is up, then hangs up. */
    async close(limit: Promise<unknown>): Promise<void> {
      if (!server.listening) return
      const closed = new Promise(resolve => server.close(resolve))
      server.closeIdleConnections()
      await Promise.race([closed, limit])
      server.closeAllConnections()
    },
  }
}

/** What a request is for, still encoded: without the query, and without the host where that is named as well (RFC 9112, 3.2.2). */
const pathOf = (target: string): string => target.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)[0] || '/'

function finish(res: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  res.writeHead(status, headers).end()
}
