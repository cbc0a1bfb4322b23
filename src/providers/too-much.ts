import type { Duplex } from 'node:stream'
import { UserError } from '../domain/errors.ts'

/** So much is held of one answer, or of all over one connection: what Belay asks for itself is far less. */
export const mostBytes = 20_000_000

export const tooMuch = (): UserError =>
  new UserError(`It answered more than ${mostBytes / 1_000_000} MB: narrow what is asked for.`)

/** Ends a connection that brings more than is held; whoever waits for its answer is told why. */
export function limited(stream: Duplex): void {
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostBytes) stream.destroy(tooMuch())
  })
}

/** The whole of a body, as far as that is held. */
export async function wholeBody(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostBytes) throw tooMuch()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
