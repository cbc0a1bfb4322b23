/** What the command line of AWS lets one write instead of JSON: strings, lists and maps of them. */
export type Loose = string | Loose[] | { [name: string]: Loose }

/** In words what is wrong, and at which character. */
export class ShorthandError extends Error {}

/** `Key=a,Values=[b,c],More={d=e}`; a value without a key belongs to the one before: `Values=a,b`. */
export function shorthand(text: string): Loose {
  const reader = createReader(text)
  const all = pairs(reader, '', 0)
  if (!reader.isDone()) throw reader.unexpected()
  return all
}

const deepest = 20

function pairs(reader: Reader, end: string, depth: number): { [name: string]: Loose } {
  if (depth > deepest) throw new ShorthandError('it is nested too deeply')
  const all: [string, Loose][] = []
  while (!reader.isDone() && !(end !== '' && reader.at(end))) {
    const key = reader.word('=,{}[]')
    if (reader.take('=')) all.push([key, value(reader, end, depth)])
    else {
      const last = all.at(-1)
      if (!last) throw reader.unexpected('a name and =')
      last[1] = [...(Array.isArray(last[1]) ? last[1] : [last[1]]), key]
    }
    if (!reader.take(',')) break
  }
  return Object.fromEntries(all)
}

function value(reader: Reader, end: string, depth: number): Loose {
  if (reader.take('{')) {
    const inner = pairs(reader, '}', depth + 1)
    if (!reader.take('}')) throw reader.unexpected('}')
    return inner
  }
  if (reader.take('[')) {
    const inner = list(reader, depth + 1)
    if (!reader.take(']')) throw reader.unexpected(']')
    return inner
  }
  return reader.word(`,${end}`)
}

function list(reader: Reader, depth: number): Loose[] {
  if (depth > deepest) throw new ShorthandError('it is nested too deeply')
  const all: Loose[] = []
  while (!reader.isDone() && !reader.at(']')) {
    all.push(reader.at('{') || reader.at('[') ? value(reader, ']', depth) : reader.word(',]'))
    if (!reader.take(',')) break
  }
  return all
}

type Reader = ReturnType<typeof createReader>

function createReader(text: string) {
  let index = 0
  const skip = () => {
    while (text[index] === ' ' || text[index] === '\n') index++
  }
  return {
    isDone: () => index >= text.length,
    at: (sign: string) => {
      skip()
      return text[index] === sign
    },
    take(sign: string): boolean {
      skip()
      if (text[index] !== sign) return false
      index++
      return true
    },
    /** Up to one of these signs, or what stands in quotes. */
    word(ends: string): string {
      skip()
      const quote = text[index]
      if (quote === '"' || quote === "'") {
        const close = text.indexOf(quote, index + 1)
        if (close < 0) throw new ShorthandError(`the ${quote} at character ${index + 1} is never closed`)
        const found = text.slice(index + 1, close)
        index = close + 1
        return found
      }
      const start = index
      while (index < text.length && !ends.includes(text[index]!)) index++
      return text.slice(start, index).trim()
    },
    unexpected: (expected?: string) =>
      new ShorthandError(
        `${text[index] === undefined ? 'it ends' : `there is a ${text[index]}`} at character ${index + 1}${expected ? `, where ${expected} is expected` : ''}`,
      ),
  }
}
