/** Messages of PostgreSQL's protocol: a letter, the length, what is in it. */
export function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

export const text = (value: string): Buffer => Buffer.from(`${value}\0`)
const int16 = (value: number): Buffer => {
  const buffer = Buffer.alloc(2)
  buffer.writeInt16BE(value)
  return buffer
}
export const int32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}

export interface Rows {
  columns: string[]
  rows: (string | null)[][]
}

/** What a statement is bound to; null as an empty text. */
export function parametersIn(body: Buffer): string[] {
  // Behind the names of the portal and of the statement stand the formats, then the values.
  let at = body.indexOf(0, body.indexOf(0) + 1) + 1
  at += 2 + 2 * body.readInt16BE(at)
  const count = body.readInt16BE(at)
  at += 2
  return Array.from({ length: count }, () => {
    const length = Math.max(0, body.readInt32BE(at))
    at += 4 + length
    return body.subarray(at - length, at).toString()
  })
}

const bool = 16
const float8 = 701
const plain = 25

export function described({ columns, rows }: Rows): Buffer {
  const fields = columns.map((name, i) => {
    const isEach = (form: RegExp) => rows.length > 0 && rows.every(row => form.test(row[i] ?? '0'))
    const type = isEach(/^[tf]$/) ? bool : isEach(/^-?\d+(?:\.\d+)?$/) ? float8 : plain
    return Buffer.concat([text(name), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)])
  })
  return message('T', int16(columns.length), ...fields)
}

export const row = (values: (string | null)[]): Buffer =>
  message(
    'D',
    int16(values.length),
    ...values.flatMap(value =>
      value === null ? [int32(-1)] : [int32(Buffer.byteLength(value)), Buffer.from(value)],
    ),
  )

export const failed = (code: string, said: string): Buffer =>
  message('E', text('SERROR'), text('VERROR'), text(`C${code}`), text(`M${said}`), Buffer.from([0]))

/** Whole messages from what has come in so far, each by its letter; the first of a connection has none. */
export function createReader(onMessage: (type: string, body: Buffer) => void) {
  let left: Buffer = Buffer.alloc(0)
  let hasBegun = false
  return (chunk: Buffer): void => {
    left = Buffer.concat([left, chunk])
    for (;;) {
      const at = hasBegun ? 1 : 0
      if (left.length < at + 4) return
      const length = left.readInt32BE(at)
      if (left.length < at + length) return
      const type = hasBegun ? String.fromCharCode(left[0]!) : ''
      const body = left.subarray(at + 4, at + length)
      left = left.subarray(at + length)
      // What asks for TLS comes before the beginning itself.
      if (!hasBegun && body.readInt32BE(0) !== 80_877_103) hasBegun = true
      onMessage(type, body)
    }
  }
}
