import type { AddressInfo, Socket } from 'node:net'
import { createSecureContext, createServer, type SecureContext } from 'node:tls'
import { createAuthority, type Subject } from './certificate.ts'

const day = 86_400_000

/** What answers on port 443 of any name: only as far as the handshake, with a certificate made for that name. */
export async function createHandshakes({ now = Date.now }: { now?: () => number } = {}) {
  const authority = createAuthority(now())
  const contexts = new Map<string, SecureContext>()
  const silent = new Set<string>()
  const sockets = new Set<Socket>()

  const contextOf = (subject: Subject) => createSecureContext(authority.issue(subject))
  const usual = (name: string): Subject => ({ name, from: now() - 30 * day, to: now() + 61.5 * day })
  const server = createServer({
    ...authority.issue(usual('sandbox')),
    SNICallback(name, done) {
      if (silent.has(name)) return
      const context = contexts.get(name) ?? contextOf(usual(name))
      contexts.set(name, context)
      done(null, context)
    },
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => {})
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `tls://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    /** Whom Belay has to trust, in PEM. */
    ca: authority.ca,
    rewrite: (_address: string): string => url,
    /** Which certificate is shown under a name. */
    set: (name: string, certificate: Partial<Subject>): void =>
      void contexts.set(name, contextOf({ ...usual(name), ...certificate })),
    /** Never answers under a name. */
    hang: (name: string): void => void silent.add(name),
    close: (): Promise<void> =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
