/** So deep quotes and lists may stand within each other. */
const deepest = 60

/** A Markdown parser takes long over what nests hundreds deep; people never write that. In words, with its line. */
export function nested(text: string): string | undefined {
  const tooDeep = new RegExp(`^(?:[ \\t]*(?:>|(?:[*+-]|\\d{1,9}[.)])(?=[ \\t]))){${deepest}}`, 'm').exec(text)
  if (!tooDeep || /^[ \t*-]+$/.test(tooDeep[0])) return undefined
  const line = text.slice(0, tooDeep.index).split('\n').length
  return `line ${line} nests quotes or lists more than ${deepest} deep`
}
