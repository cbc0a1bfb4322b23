import type { InlineCode, List, ListItem, Paragraph, RootContent } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import type { Step } from '../domain/runbook/runbook.ts'
import { isCommand } from './commands.ts'
import { placeOf, type Source } from './markdown.ts'
import { readShell } from './shell/fence.ts'
import type { Variables } from './shell/variables.ts'
import { termIn } from './terms.ts'

/** What an item of a list is: something to do, only text, or a title of the commands in it, and `otherwise` one of these. */
export type Found =
  | { step: Step }
  | { text: string }
  | { title: string; children: RootContent[]; otherwise: Found[] }

export const itemsOf = (source: Source, { children }: List, isToDo: boolean, variables: Variables): Found[] =>
  children.flatMap(item => itemOf(source, item, isToDo, variables))

function itemOf(source: Source, item: ListItem, isToDo: boolean, variables: Variables): Found[] {
  const [head, ...others] = item.children
  const paragraph = head?.type === 'paragraph' ? head : undefined
  const title = paragraph ? plain(paragraph).trim() : ''
  const otherwise = plainItem(source, item, isToDo, variables, { paragraph, others, title })
  const children = paragraph ? others : item.children
  return holdsCode(item.children) ? [{ title, children, otherwise }] : otherwise
}

interface Parts {
  paragraph: Paragraph | undefined
  others: RootContent[]
  title: string
}

function plainItem(
  source: Source,
  item: ListItem,
  isToDo: boolean,
  variables: Variables,
  { paragraph, others, title }: Parts,
): Found[] {
  const commands = paragraph ? inlineCommands(source, paragraph, title, variables) : []
  const notes = others.flatMap(notesOf)
  if (commands.length > 0) return commands.map((step, i) => ({ step: i === 0 ? { ...step, notes } : step }))
  if (title === '' || (paragraph && isEntryOfContents(paragraph))) return []
  if (!isToDo && item.checked == null) return [{ text: [title, ...notes].join('\n') }]
  const within = termIn(title)
  return [
    {
      step: {
        kind: 'item',
        id: '',
        title,
        notes,
        place: placeOf(source, item),
        ...(within !== undefined && { within }),
      },
    },
  ]
}

const holdsCode = (nodes: RootContent[], depth = 0): boolean =>
  depth < 20 &&
  nodes.some(
    node =>
      node.type === 'code' ||
      ((node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote') &&
        holdsCode(node.children, depth + 1)),
  )

/** "Check task logs: `aws logs tail …`" */
function inlineCommands(source: Source, paragraph: Paragraph, title: string, variables: Variables): Step[] {
  const { children } = paragraph
  const codes = children.filter(
    (node): node is InlineCode => node.type === 'inlineCode' && isCommand(node.value),
  )
  const named = announcing(children.slice(0, children.indexOf(codes[0]!))) ?? title
  return codes.flatMap(node => {
    const place = placeOf(source, node)
    const placeAt = (offset: number) => ({ ...place, column: place.column + 1 + offset })
    return readShell(node.value, variables, placeAt).found.flatMap(({ line, text, notes, place }) =>
      line ? [{ kind: 'command' as const, id: '', title: named, notes, text, place, line }] : [],
    )
  })
}

/** The words before a command that end as a title does; in the midst of a sentence they would be half of it. */
const announcing = (before: Paragraph['children']): string | undefined =>
  /^(.*\S)\s*(?::|\s[-–—])$/s.exec(plain({ type: 'paragraph', children: before }).trim())?.[1]

const notesOf = (node: RootContent): string[] =>
  node.type === 'list'
    ? node.children.map(item => plain(item).trim())
    : node.type === 'paragraph'
      ? [plain(node).trim()]
      : []

const isEntryOfContents = ({ children: [only, ...others] }: Paragraph): boolean =>
  only?.type === 'link' && only.url.startsWith('#') && others.length === 0
