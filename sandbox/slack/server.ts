import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Handle, send } from './endpoint.ts'

/** The simulated Slack's HTTP side, on this computer only. The first handler that knows the address answers. */
export function createServer(
  handlers: Handle[],
  upgrade: (request: IncomingMessage, socket: Duplex) => void,
) {
  let bound: string | undefined
  const server = createHttpServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const answer = async () => {
      for (const handle of handlers) if (await handle(request, response, url)) return
      send(response, { status: 404, body: 'Not found' })
    }
    answer().catch(error => {
      console.error(error)
      if (!response.headersSent) send(response, { status: 500, body: String(error) })
    })
  })
  server.on('upgrade', (request, socket) => upgrade(request, socket))

  return {
    async listen(port: number): Promise<string> {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, '127.0.0.1', resolve)
      })
      bound = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      return bound
    },
    /** Where it is to be reached, once it listens. */
    address(): string {
      if (bound === undefined) throw new Error('The simulated Slack has not been started.')
      return bound
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
