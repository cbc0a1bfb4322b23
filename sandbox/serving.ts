import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** The server of a simulated service. What is not JSON is refused, and whoever hangs up half-way is not answered. */
export const serving = (
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => unknown,
): Server =>
  createServer((request, response) => {
    const answer = async () => handle(request, response, await text(request))
    answer().catch((error: unknown) => {
      if (!request.complete) return
      if (!(error instanceof SyntaxError)) console.error(error)
      if (!response.headersSent) response.writeHead(error instanceof SyntaxError ? 400 : 500)
      response.end(String(error))
    })
  })
