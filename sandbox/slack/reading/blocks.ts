import type { RichTextElement } from '../../page/text/mrkdwn.js'
import type { Block } from '../objects.ts'
import { type Reader, readMrkdwn, readRich } from './words.ts'

interface Text {
  type: string
  text: string
}

const symbols: Record<string, string> = { pending: '○', in_progress: '●', complete: '✓', error: '✗' }

/** What a person reads in blocks, line by line; without buttons and menus. */
export const readBlocks = (reader: Reader, blocks: Block[]): string =>
  blocks
    .map(block => readBlock(reader, block))
    .filter(text => text !== '')
    .join('\n')

function readBlock(reader: Reader, block: Block): string {
  switch (block.type) {
    case 'section':
      return lines(text(block.text), ...((block.fields as Text[] | undefined) ?? []).map(text))
    case 'header':
      return text(block.text)
    case 'actions':
      return lines(...(block.elements as Boxes[]).flatMap(boxes))
    case 'context':
      return (block.elements as Text[]).map(text).join(' ')
    case 'rich_text':
      return readRich(reader, block.elements as RichTextElement[])
    case 'markdown':
      return String(block.text)
    case 'image':
      return String(block.alt_text)
    case 'card':
      return lines(text(block.title), text(block.subtitle), text(block.body))
    case 'alert':
      return text(block.text)
    case 'input':
      return lines(text(block.label), text(block.hint))
    case 'plan':
      return lines(String(block.title), readBlocks(reader, (block.tasks as Block[] | undefined) ?? []))
    case 'task_card':
      return lines(
        `${symbols[String(block.status)]} ${block.title}`,
        ...[block.details, block.output].map(rich => (rich ? readBlock(reader, rich as Block) : '')),
      )
    case 'table':
      return (block.rows as Cell[][]).map(row => row.map(cell).join(' | ')).join('\n')
    default:
      return ''
  }

  function text(object: unknown): string {
    if (!object) return ''
    const { type, text } = object as Text
    return type === 'mrkdwn' ? readMrkdwn(reader, text) : type === 'plain_text' ? text : ''
  }
  /** Check-boxes are read: "☑ Review logs". */
  function boxes({ type, options = [], initial_options = [] }: Boxes): string[] {
    if (type !== 'checkboxes') return []
    return options.map(
      one => `${initial_options.some(({ value }) => value === one.value) ? '☑' : '☐'} ${text(one.text)}`,
    )
  }
  function cell(content: Cell): string {
    return content.type === 'rich_text'
      ? readBlock(reader, content)
      : String(content.text ?? content.value ?? '')
  }
}

interface Boxes {
  type: string
  options?: { text: Text; value: string }[]
  initial_options?: { value: string }[]
}

type Cell = Block & { text?: string; value?: number }

const lines = (...all: string[]): string => all.filter(line => line !== '').join('\n')
