/** Where a piece of a Markdown file begins, and how many lines stand above it. */
interface Piece {
  from: number
  line: number
}

/** A piece is at least so long, in characters. */
const shortest = 4_000

const opening = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/
const html = /^ {0,3}<(?:!--|[?!]|script|pre|style|textarea)/i

/**
 * A file cut at headings: nothing but a fence or a piece of HTML goes on over one. Where these begin and end is looked
 * for with care to miss a cut rather than to make a wrong one.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [{ from: 0, line: 0 }]
  let fence: string | undefined
  let at = 0
  for (let line = 0; at < text.length; line++) {
    const end = endOfLine(text, at)
    const row = text.slice(at, end)
    if (fence !== undefined) {
      if (closes(row, fence)) fence = undefined
    } else {
      const opened = opening.exec(row)
      if (opened) fence = opened[1] ?? opened[2]
      // Few runbooks have any, and its ends are many: no more cuts.
      else if (html.test(row)) break
      else if (/^#{1,6}[ \t]/.test(row) && at - pieces.at(-1)!.from >= shortest)
        pieces.push({ from: at, line })
    }
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
  }
  return pieces
}

function endOfLine(text: string, from: number): number {
  const found = /[\r\n]/g
  found.lastIndex = from
  return found.exec(text)?.index ?? text.length
}

const closes = (row: string, fence: string): boolean => {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(row)?.[1]
  return closing !== undefined && closing[0] === fence[0] && closing.length >= fence.length
}
