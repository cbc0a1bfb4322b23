import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { frame, opcodes, readFrame } from './frames.ts'

export interface Peer {
  send(message: unknown): void
  /** Says goodbye; `hangUp` does not. */
  close(): void
  hangUp(): void
}

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The server's end of one web socket that carries JSON (RFC 6455). */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  on: { message(message: unknown): void; end(): void },
): Peer {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${magic}`).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  let rest: Buffer = Buffer.alloc(0)
  let text: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let next = readFrame(rest); next; next = readFrame(rest)) {
      rest = rest.subarray(next.size)
      take(next.opcode, next.final, next.data)
    }
  })
  // A connection that breaks is one that has ended.
  socket.on('error', () => socket.destroy())
  socket.on('close', on.end)

  function take(opcode: number, final: boolean, data: Buffer): void {
    if (opcode === opcodes.ping) return void socket.write(frame(opcodes.pong, data))
    if (opcode === opcodes.close) return void socket.end(frame(opcodes.close, data))
    if (opcode !== opcodes.text && opcode !== opcodes.more) return
    text = opcode === opcodes.text ? data : Buffer.concat([text, data])
    if (final) on.message(JSON.parse(text.toString()))
  }

  return {
    send: message => void socket.write(frame(opcodes.text, Buffer.from(JSON.stringify(message)))),
    close: () => void socket.write(frame(opcodes.close, Buffer.from([0x03, 0xe8]))),
    hangUp: () => void socket.destroy(),
  }
}
