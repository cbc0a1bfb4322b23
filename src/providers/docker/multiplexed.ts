/**
 * What a container printed. Without a terminal Docker sends it in pieces, each behind eight bytes: which stream it is of
 * (0 to 2), three zeros, and its length.
 */
export function demultiplexed({ said, type }: { said: Buffer; type: string }): string {
  if (type.includes('raw-stream') || !isFramed(said)) return said.toString()
  const pieces: Buffer[] = []
  for (let at = 0; at + 8 <= said.length; ) {
    const length = said.readUInt32BE(at + 4)
    pieces.push(said.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  return Buffer.concat(pieces).toString()
}

const isFramed = (said: Buffer): boolean =>
  said.length >= 8 && said[0]! <= 2 && said[1] === 0 && said[2] === 0 && said[3] === 0
