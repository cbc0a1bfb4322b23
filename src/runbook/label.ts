import type { Paragraph } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import type { PartKind } from '../domain/runbook/runbook.ts'

/** **Symptoms:** text, **Fix**: or **Manual Backup:** by itself. */
export interface Label {
  kind: PartKind
  label: string
  rest: string
}

const kinds: [RegExp, PartKind][] = [
  [/^symptoms?\b/i, 'symptoms'],
  [/^(?:diagnos|investigat|troubleshoot)/i, 'diagnosis'],
  [/^(?:resolution|quick fix|fix|solution|remed|mitigat|recover)/i, 'resolution'],
]

/** What begins a part: a word that says what the part is for, or any bold label that stands alone. */
export function labelOf({ children }: Paragraph): Label | undefined {
  const [head, ...others] = children
  if (head?.type !== 'strong') return undefined
  const bold = plain(head).trim()
  const after = plain({ type: 'paragraph', children: others }).trim()
  if (!bold.endsWith(':') && !after.startsWith(':')) return undefined
  const label = bold.replace(/:$/, '')
  const rest = after.replace(/^:\s*/, '')
  const kind = kinds.find(([form]) => form.test(label))?.[1]
  if (kind === undefined && rest !== '') return undefined
  return { kind: kind ?? 'text', label, rest }
}

/** "### Symptoms" below another heading says of that what **Symptoms:** says. */
export const isLabel = (heading: string): boolean =>
  /^(?:symptoms?|diagnosis|resolution|solution|fix|mitigation|remediation):?$/i.test(heading)

/** What a part that is called so is for. */
export const kindOf = (label: string): PartKind => kinds.find(([form]) => form.test(label))?.[1] ?? 'text'

/** Bullets under these are things to do; elsewhere they are only text. */
export const isChecklist = (title: string): boolean =>
  /check-?list|\btasks?\b|\bmaintenance\b|^(?:daily|weekly|monthly|quarterly)\b|^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i.test(
    title,
  )
