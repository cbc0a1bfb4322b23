import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Ack, type Deliver, late } from './delivery.ts'
import { acceptWebSocket, type Peer } from './web-socket.ts'

interface Acknowledgement {
  envelope_id: string
  payload?: Record<string, unknown>
}

/** Socket Mode: the app connects, and Slack sends envelopes that it answers by their id. */
export function createSocketMode({ appId, limitMs }: { appId: string; limitMs: number }) {
  const tickets = new Set<string>()
  const peers = new Set<Peer>()
  const waiting = new Map<string, (ack: Ack) => void>()

  function upgrade(request: IncomingMessage, socket: Duplex): void {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname !== '/link' || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    const peer = acceptWebSocket(request, socket, {
      message(message) {
        const { envelope_id, payload } = message as Acknowledgement
        const said = payload && Object.keys(payload).length > 0 ? payload : undefined
        waiting.get(envelope_id)?.({ ok: true, body: said })
      },
      end: () => void peers.delete(peer),
    })
    peers.add(peer)
    peer.send({
      type: 'hello',
      num_connections: peers.size,
      connection_info: { app_id: appId },
      debug_info: { host: 'sandbox', approximate_connection_time: 18_060 },
    })
  }

  const deliver: Deliver = ({ kind, payload, retry }) => {
    const [peer] = peers
    if (!peer) throw new Error('no app is connected')
    const envelope_id = randomUUID()
    return new Promise(resolve => {
      const timer = setTimeout(() => done(late), limitMs)
      const done = (ack: Ack) => {
        clearTimeout(timer)
        waiting.delete(envelope_id)
        resolve(ack)
      }
      waiting.set(envelope_id, done)
      peer.send({
        envelope_id,
        type: kind,
        payload,
        accepts_response_payload: kind !== 'events_api',
        ...(kind === 'events_api' && {
          retry_attempt: retry?.attempt ?? 0,
          retry_reason: retry ? 'timeout' : '',
        }),
      })
    })
  }

  return {
    ticket(): string {
      const ticket = randomBytes(12).toString('hex')
      tickets.add(ticket)
      return ticket
    },
    upgrade,
    deliver,
    isConnected: () => peers.size > 0,
    /** Slack asks to connect anew, as it does every few hours. */
    refresh(): void {
      for (const peer of peers) peer.send({ type: 'disconnect', reason: 'refresh_requested' })
    },
    /** The connection breaks. */
    hangUp(): void {
      for (const peer of peers) peer.hangUp()
      peers.clear()
      for (const done of [...waiting.values()]) done(late)
    },
  }
}
