import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

export interface SocketPeer {
  send(message: unknown): void
  /** Everything the other side has sent. */
  received: unknown[]
  hangUp(): void
}

/** The server's end of one web socket: enough of RFC 6455 for short text messages. */
export function acceptSocket(req: IncomingMessage, socket: Duplex): SocketPeer {
  const key = `${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
  const accept = createHash('sha1').update(key).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const received: unknown[] = []
  let rest = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', chunk => {
    rest = Buffer.concat([rest, chunk])
    for (let frame = read(rest); frame; frame = read(rest)) {
      rest = rest.subarray(frame.size)
      if (frame.opcode === 1) received.push(JSON.parse(frame.data.toString()))
      if (frame.opcode === 8) socket.end(write(8, frame.data))
      if (frame.opcode === 9) socket.write(write(10, frame.data))
    }
  })
  return {
    received,
    send: message => socket.write(write(1, Buffer.from(JSON.stringify(message)))),
    hangUp: () => socket.destroy(),
  }
}

function write(opcode: number, data: Buffer): Buffer {
  const head =
    data.length < 126
      ? Buffer.from([0x80 | opcode, data.length])
      : Buffer.from([0x80 | opcode, 126, data.length >> 8, data.length & 0xff])
  return Buffer.concat([head, data])
}

function read(from: Buffer): { opcode: number; data: Buffer; size: number } | undefined {
  if (from.length < 2) return undefined
  const short = from[1]! & 0x7f
  const start = short === 126 ? 4 : 2
  if (from.length < start + 4) return undefined
  const length = short === 126 ? from.readUInt16BE(2) : short
  const size = start + 4 + length
  if (from.length < size) return undefined
  const mask = from.subarray(start, start + 4)
  const data = Buffer.from(from.subarray(start + 4, size).map((byte, i) => byte ^ mask[i % 4]!))
  return { opcode: from[0]! & 0x0f, data, size }
}
