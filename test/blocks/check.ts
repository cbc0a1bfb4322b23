import type { Message, View } from '../../blocks/message.ts'
import { objects } from './reading.ts'

// biome-ignore lint/suspicious/noExplicitAny: a checker of what is sent, whatever it is
type Json = any

/** Why Slack would refuse this message: written from its documentation, apart from blocks/limits.ts. */
export function faults(message: Message): string[] {
  const found = [...common(message.blocks)]
  const say = (bad: boolean, what: string) => bad && found.push(what)
  say(message.text.length === 0, 'no text')
  say(message.text.length > 4000, `text of ${message.text.length}`)
  say(message.blocks.length === 0 || message.blocks.length > 50, `${message.blocks.length} blocks`)
  const characters = shownCharacters(message.blocks)
  say(characters > 13_200, `${characters} characters over all blocks`)
  const ids = [...objects(message.blocks)].map(({ action_id }) => action_id).filter(id => id !== undefined)
  say(new Set(ids).size < ids.length, `action ids not unique: ${ids}`)
  const blockIds = message.blocks.map(({ block_id }) => block_id).filter(id => id !== undefined)
  say(new Set(blockIds).size < blockIds.length, `block ids not unique: ${blockIds}`)
  return found
}

export function viewFaults(view: View): string[] {
  const found = [...common(view.blocks)]
  const say = (bad: boolean, what: string) => bad && found.push(what)
  say(view.blocks.length === 0 || view.blocks.length > 100, `${view.blocks.length} blocks`)
  for (const field of ['title', 'submit', 'close'] as const)
    say((view[field]?.text.length ?? 0) > 24, `${field} of ${view[field]?.text.length}`)
  say((view.private_metadata?.length ?? 0) > 3000, 'private_metadata')
  const names = view.blocks.map(({ block_id }) => block_id)
  say(names.includes(undefined) || new Set(names).size < names.length, `block ids: ${names}`)
  return found
}

function common(blocks: Json[]): string[] {
  const found: string[] = []
  const max = (what: string, text: string | undefined, limit: number) => {
    if (text !== undefined && (text.length === 0 || text.length > limit))
      found.push(`${what} of ${text.length}`)
  }
  const count = (what: string, list: unknown[], from: number, to: number) => {
    if (list.length < from || list.length > to) found.push(`${list.length} ${what}`)
  }
  for (const part of objects(blocks)) {
    max('action_id', part.action_id, 255)
    max('block_id', part.block_id, 255)
    switch (part.type) {
      case 'section':
        max('section', part.text?.text, 3000)
        break
      case 'header':
        max('header', part.text.text, 150)
        break
      case 'actions':
        count('elements', part.elements, 1, 25)
        break
      case 'context':
        count('context elements', part.elements, 1, 10)
        break
      case 'rich_text':
      case 'rich_text_section':
      case 'rich_text_quote':
        count(part.type, part.elements, 1, Number.POSITIVE_INFINITY)
        break
      case 'button':
        max('button', part.text.text, 75)
        max('value', part.value, 2000)
        break
      case 'static_select':
        count('options', part.options, 1, 100)
        max('placeholder', part.placeholder?.text, 150)
        if (part.initial_option && !part.options.some((o: Json) => o.value === part.initial_option.value))
          found.push('initial option is none of the options')
        break
      case 'overflow':
        count('overflow options', part.options, 1, 5)
        break
      case 'plain_text_input':
        if (!(part.max_length <= 3000)) found.push('no max_length')
        max('initial value', part.initial_value, part.max_length)
        break
      case 'plain_text':
      case 'mrkdwn':
      case 'text':
        max(part.type, part.text, 3000)
        break
      case 'link':
        max('address', part.url, 3000)
        break
      case 'date':
        if (!Number.isInteger(part.timestamp)) found.push('date not in whole seconds')
        break
    }
    for (const option of part.options ?? []) {
      max('option', option.text.text, 75)
      max('option value', option.value, 150)
    }
    if (part.options && new Set(part.options.map((o: Json) => o.value)).size < part.options.length)
      found.push('options not unique')
    if (part.confirm?.title) {
      max('confirm title', part.confirm.title.text, 100)
      max('confirm text', part.confirm.text.text, 300)
      max('confirm button', part.confirm.confirm.text, 30)
    }
  }
  return found
}

const shownCharacters = (blocks: Json[]): number =>
  [...objects(blocks)].reduce((sum, part) => sum + (typeof part.text === 'string' ? part.text.length : 0), 0)

/**
 * Everything in the message that Slack would act upon: control sequences and formatting in mrkdwn, mentions and links
 * of rich text. Times are left out; they are Belay's own and cannot be forged with escaped text around them.
 */
export function live(message: Message): string[] {
  const found = mrkdwnLive(message.text)
  for (const part of objects(message.blocks)) {
    if (part.type === 'mrkdwn') found.push(...mrkdwnLive(part.text))
    if (part.type === 'plain_text' && part.emoji !== false) found.push(`emoji in ${part.text}`)
    if (['user', 'usergroup', 'broadcast', 'channel', 'emoji'].includes(part.type))
      found.push(JSON.stringify(part))
    if (part.type === 'link') found.push(`${part.text} → ${part.url}`)
    if (part.type === 'markdown') found.push('markdown')
  }
  return found
}

function mrkdwnLive(text: string): string[] {
  const rest = text.replace(/<!date\^\d+\^[^|<>]*\|(?:at )?[\d: UTC-]+>/g, '')
  return [
    ...(rest.match(/<[^>]*>?|>/g) ?? []),
    ...(rest.match(/&(?!amp;|lt;|gt;)/g) ?? []),
    ...(rest.match(/[*~`]/g) ?? []),
    ...(rest.match(/(?<![\p{L}\p{N}])_\S|\S_(?![\p{L}\p{N}])/gu) ?? []),
    ...(rest.match(/\w+:\/\//g) ?? []),
    ...(rest.match(/@(?:here|channel|everyone)/g) ?? []),
    ...(rest.match(/:[a-z_+-]+:/g) ?? []),
    ...(rest.match(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/gu) ?? []),
  ]
}
