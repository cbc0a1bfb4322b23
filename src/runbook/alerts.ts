import type { Nodes, Paragraph } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import { isCommand } from './commands.ts'

/** So far from a name may stand what says that it is an alert's. */
const nearby = 200
/** So far into lists. */
const deepest = 20

const next = String.raw`(?:\s*[,/]\s*|\s+(?:and|or)\s+)`
/** "`A` alert fires", "`A` and `B` alerts"; "Alert: `A`", "the alerts `A`, `B`". */
const saidAfter = new RegExp(String.raw`^(?:${next}[\w.:-]+)*\s*(?:alert|alarm)`, 'i')
const saidBefore = new RegExp(String.raw`\b(?:alert|alarm)s?:?\s*(?:[\w.:-]+${next})*$`, 'i')
/** What a sentence begins with that says whose it is not. */
const denied = /\b(?:not|never|unlike|except|instead of|rather than)\b|n['’]t\b/i

/** Alerts that sentences say fire, in a paragraph or in the items of a list. */
export function alertsIn(node: Nodes, depth = 0): string[] {
  if (node.type === 'paragraph') return inParagraph(node)
  if (depth > deepest || (node.type !== 'list' && node.type !== 'listItem')) return []
  return node.children.flatMap(child => alertsIn(child, depth + 1))
}

function inParagraph({ children }: Paragraph): string[] {
  const texts = children.map(child => plain(child))
  const all = texts.join('')
  let end = 0
  return children.flatMap((node, i) => {
    const start = end
    end += texts[i]!.length
    if (node.type !== 'inlineCode' || isCommand(node.value)) return []
    const before = all.slice(Math.max(0, start - nearby), start)
    const after = all.slice(end, end + nearby)
    const isDenied = denied.test(before.split(/[.;!?]\s/).at(-1)!)
    return !isDenied && (saidAfter.test(after) || saidBefore.test(before)) ? [node.value] : []
  })
}
