import type { Button, KnownBlock, RichTextElement, SectionBlock, TableBlock } from '@slack/types'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { plainWords, type Word } from './rich.ts'
import { clipMrkdwn, plainText } from './text.ts'

/** The same message in sections alone, for when Slack refuses its blocks: what its buttons do can still be typed. */
export function plain(message: Message): Message {
  const sections = message.blocks.flatMap(sectionsOf).slice(0, limits.messageBlocks)
  return { text: message.text, blocks: sections.length > 0 ? sections : [section(message.text)] }
}

const section = (text: string): SectionBlock => ({ type: 'section', text: plainText(text, limits.section) })

const mrkdwnSection = (text: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: clipMrkdwn(text, limits.section), verbatim: true },
})

function sectionsOf(block: KnownBlock): SectionBlock[] {
  switch (block.type) {
    case 'section':
      if (!block.text) return []
      return [block.text.type === 'mrkdwn' ? mrkdwnSection(block.text.text) : section(block.text.text)]
    case 'rich_text': {
      const words = block.elements.flatMap(element =>
        element.type === 'rich_text_quote' || element.type === 'rich_text_preformatted'
          ? [newline, ...element.elements, newline]
          : (element.elements as RichTextElement[]),
      ) as Word[]
      const pinged = words.flatMap(word =>
        word.type === 'user'
          ? [`<@${word.user_id}>`]
          : word.type === 'usergroup'
            ? [`<!subteam^${word.usergroup_id}>`]
            : [],
      )
      return [section(plainWords(words)), ...(pinged.length > 0 ? [mrkdwnSection(pinged.join(' '))] : [])]
    }
    case 'actions': {
      const typed = block.elements
        .filter((element): element is Button => element.type === 'button')
        .map(({ text, value }) => `${text.text}: /belay ${value}`)
      return typed.length > 0 ? [section(typed.join('\n'))] : []
    }
    case 'table':
      return [section(block.rows.map(row => row.map(cellWords).join(' · ')).join('\n'))]
    case 'plan':
      return [
        section(
          [block.title, ...(block.tasks ?? []).map(({ title, status }) => `${status}: ${title}`)].join('\n'),
        ),
      ]
    default:
      return []
  }
}

function cellWords(cell: TableBlock['rows'][number][number]): string {
  switch (cell.type) {
    case 'raw_text':
      return cell.text
    case 'raw_number':
      return `${cell.value}`
    default:
      return plainWords(cell.elements.flatMap(({ elements }) => elements as Word[]))
  }
}

const newline: Word = { type: 'text', text: '\n' }
