export const opcodes = { more: 0, text: 1, close: 8, ping: 9, pong: 10 } as const

export interface Frame {
  opcode: number
  final: boolean
  data: Buffer
  /** In bytes, head included. */
  size: number
}

/** One frame as a server sends it. */
export function frame(opcode: number, data: Buffer): Buffer {
  const head = data.length < 126 ? Buffer.alloc(2) : data.length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10)
  head[0] = 0x80 | opcode
  head[1] = head.length === 2 ? data.length : head.length === 4 ? 126 : 127
  if (head.length === 4) head.writeUInt16BE(data.length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(data.length), 2)
  return Buffer.concat([head, data])
}

/** The first frame in what a client has sent; undefined until it is whole. */
export function readFrame(from: Buffer): Frame | undefined {
  const [first, second] = from
  if (first === undefined || second === undefined) return undefined
  const short = second & 0x7f
  const lengthAt = 2
  const maskAt = lengthAt + (short === 126 ? 2 : short === 127 ? 8 : 0)
  if (from.length < maskAt + 4) return undefined
  const length =
    short === 126
      ? from.readUInt16BE(lengthAt)
      : short === 127
        ? Number(from.readBigUInt64BE(lengthAt))
        : short
  const dataAt = maskAt + 4
  if (from.length < dataAt + length) return undefined
  const mask = from.subarray(maskAt, dataAt)
  const data = Buffer.from(from.subarray(dataAt, dataAt + length))
  for (let i = 0; i < data.length; i++) data[i]! ^= mask[i % 4]!
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, data, size: dataAt + length }
}
