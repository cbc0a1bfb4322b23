import type { IncomingMessage } from 'node:http'

/** The whole body as it came, or `too large` as soon as that is known. */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer | 'too large'> {
  return new Promise((resolve, reject) => {
    if (Number(req.headers['content-length'] ?? 0) > limit) return resolve('too large')
    const chunks: Buffer[] = []
    let size = 0
    function take(chunk: Buffer): void {
      size += chunk.length
      if (size <= limit) return void chunks.push(chunk)
      req.off('data', take).pause()
      resolve('too large')
    }
    req.on('data', take)
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', reject)
  })
}
