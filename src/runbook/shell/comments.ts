/** A run of lines of comment, and whether the next command stands right below. */
export interface Remark {
  lines: string[]
  isAbove: boolean
  /** It stands behind a command, in the same line. */
  isBehind: boolean
}

/** The comments between two commands: what stands there is nothing else, but for what ends a command. */
export function remarksIn(gap: string, isFirst: boolean): Remark[] {
  const remarks: Remark[] = []
  const rows = gap.split('\n')
  let isOpen = false
  for (const [i, row] of rows.entries()) {
    const text = /^[\s;&\\]*#(.*)$/.exec(row)?.[1]?.trim()
    const isBehind = i === 0 && !isFirst
    if (text !== undefined) {
      if (!isOpen) remarks.push({ lines: [], isAbove: false, isBehind })
      remarks.at(-1)!.lines.push(...unruled(text))
    }
    isOpen = text !== undefined && !isBehind
  }
  // The last row is that of the next command.
  const last = remarks.at(-1)
  if (last && !last.isBehind && rows.at(-1)?.trim() === '' && /#.*$/.test(rows.at(-2) ?? ''))
    last.isAbove = true
  return remarks
}

/** A comment without the rules that are drawn around it; none where it is nothing else. */
export const unruled = (comment: string): string[] =>
  [comment.replace(/^(?:[-=*~_#]{3,}|#+)\s*|\s*[-=*~_#]{3,}$/g, '')].filter(Boolean)

const numbered = /^(?:step )?\d+[.):]\s+/i

export const isNumbered = (line: string): boolean => numbered.test(line)
export const withoutNumber = (line: string): string => line.replace(numbered, '')
