import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type Document, deserialize, serialize } from 'bson'

const opcodes = { reply: 1, query: 2004, message: 2013 }

/** What a command is answered with; undefined where the connection ends before it. */
type Answer = (command: Document) => Document | undefined

/** Speaks MongoDB's wire protocol, on a free port of this machine. */
export async function serve(answer: Answer): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    let read = Buffer.alloc(0)
    socket.on('data', chunk => {
      read = Buffer.concat([read, chunk])
      while (read.length >= 16 && read.length >= read.readInt32LE(0)) {
        const message = read.subarray(0, read.readInt32LE(0))
        read = read.subarray(message.length)
        const reply = answered(message, answer)
        if (!reply) return void socket.destroy()
        socket.write(reply)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: (): Promise<void> =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A message of the driver's, and what goes back: OP_MSG for OP_MSG; its first greeting is an OP_QUERY. */
function answered(message: Buffer, answer: Answer): Buffer | undefined {
  const [id, opcode] = [message.readInt32LE(4), message.readInt32LE(12)]
  const isQuery = opcode === opcodes.query
  const body = isQuery ? message.subarray(message.indexOf(0, 20) + 9) : message.subarray(21)
  const command = deserialize(body.subarray(0, body.readInt32LE(0)))
  const told = answer(command)
  if (!told) return undefined
  const document = Buffer.from(serialize(told))
  const before = isQuery ? replyHead() : Buffer.alloc(5)
  const head = Buffer.alloc(16)
  head.writeInt32LE(head.length + before.length + document.length, 0)
  head.writeInt32LE(id, 8)
  head.writeInt32LE(isQuery ? opcodes.reply : opcodes.message, 12)
  return Buffer.concat([head, before, document])
}

/** Flags, cursor and place of an OP_REPLY with one document. */
function replyHead(): Buffer {
  const head = Buffer.alloc(20)
  head.writeInt32LE(1, 16)
  return head
}
