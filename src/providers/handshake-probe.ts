import type { LookupFunction } from 'node:net'
import { connect, type PeerCertificate, rootCertificates } from 'node:tls'
import type { Probes } from '../ports/probes.ts'
import { daysLeft } from './days-left.ts'
import { failure } from './http-failure.ts'
import { guarded } from './link-local.ts'

export interface HandshakeProbeOptions {
  /** Milliseconds since the epoch, as the outside counts them. */
  now(): number
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
  lookup?: LookupFunction
  /** The certificate of somebody who is trusted besides those that Node trusts, in PEM. */
  ca?: string
}

/** Shakes hands with whoever answers under a name on port 443: whether its certificate is valid for it, and how long. */
export function createHandshakeProbe({
  now,
  rewrite = url => url,
  lookup,
  ca,
}: HandshakeProbeOptions): Probes['handshake'] {
  return async ({ domain }, timeoutMs) => {
    const began = performance.now()
    const { hostname: host, port } = new URL(rewrite(`tls://${domain}:443`))
    try {
      const certificate = await presented(
        { host, port: Number(port), servername: domain, lookup: guarded(lookup) },
        timeoutMs,
      )
      const { state, words } = daysLeft(Date.parse(certificate.valid_to), now())
      return { state, what: 'TLS', detail: `valid for ${words}`, ms: performance.now() - began }
    } catch (error) {
      const detail = failure(error, timeoutMs)
      return { state: 'down', what: 'TLS', detail, ms: performance.now() - began }
    }
  }

  function presented(
    to: { host: string; port: number; servername: string; lookup: LookupFunction },
    timeoutMs: number,
  ): Promise<PeerCertificate> {
    const limit = AbortSignal.timeout(timeoutMs)
    return new Promise<PeerCertificate>((resolve, reject) => {
      // Who is not trusted, or is somebody else, is an error by itself.
      const socket = connect({ ...to, ...(ca !== undefined && { ca: [...rootCertificates, ca] }) })
      const end = () => socket.destroy(limit.reason)
      limit.addEventListener('abort', end)
      socket.once('secureConnect', () => {
        resolve(socket.getPeerCertificate())
        socket.end()
      })
      socket.on('error', reject)
      socket.once('close', () => limit.removeEventListener('abort', end))
    })
  }
}
