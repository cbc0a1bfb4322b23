import type { Hole, Text } from '../../domain/runbook/line.ts'
import { joined } from '../text.ts'

/** A word as a string that a parser can read, with marks that stand for its holes. */
export interface Masked {
  text: string
  /** What a piece of it was. */
  back(piece: string): Text
}

export function masked(word: Text): Masked {
  const holes: Hole[] = []
  const text = word
    .map(part => {
      if (typeof part === 'string') return part.replace(/[\uE100\uE101]/g, '\uFFFD')
      holes.push(part)
      return `\uE100${holes.length - 1}\uE101`
    })
    .join('')
  const back = (piece: string): Text =>
    joined(piece.split(/\uE100(\d+)\uE101/).map((part, i) => (i % 2 === 1 ? holes[Number(part)]! : part)))
  return { text, back }
}
