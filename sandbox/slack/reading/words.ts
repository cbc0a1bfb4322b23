import { formatDate } from '../../page/text/dates.js'
import { parseMrkdwn, type RichTextElement, type Word } from '../../page/text/mrkdwn.js'
import type { Workspace } from '../workspace.ts'

export interface Reader {
  workspace: Workspace
  timeZone: string
}

/** Rich text as it is read: names for ids, times in the reader's zone. */
export function readRich(reader: Reader, elements: RichTextElement[]): string {
  return elements
    .map(({ type, elements, style }) => {
      if (type === 'rich_text_list')
        return (elements as RichTextElement[])
          .map(
            (item, i) =>
              `${style === 'ordered' ? `${i + 1}.` : '•'} ${line(reader, item.elements as Word[])}`,
          )
          .join('\n')
      const text = line(reader, elements as Word[])
      return type === 'rich_text_quote' ? text.replace(/^/gm, '> ') : text
    })
    .join('\n')
}

export const readMrkdwn = (reader: Reader, text: string): string => readRich(reader, parseMrkdwn(text))

const line = (reader: Reader, words: Word[]): string => words.map(one => read(reader, one)).join('')

function read({ workspace, timeZone }: Reader, word: Word): string {
  switch (word.type) {
    case 'user':
      return `@${nameOf(workspace, word.user_id!)}`
    case 'usergroup':
      return `@${workspace.groups.find(({ id }) => id === word.usergroup_id)?.handle ?? word.usergroup_id}`
    case 'channel':
      return `#${workspace.channels.get(word.channel_id!)?.name ?? word.channel_id}`
    case 'broadcast':
      return `@${word.range}`
    case 'emoji':
      return `:${word.name}:`
    case 'date':
      return formatDate(word.timestamp!, word.format!, timeZone, workspace.now())
    case 'link':
      return word.text ?? word.url!
    default:
      return word.text ?? ''
  }
}

export const nameOf = ({ people, bot }: Workspace, id: string): string =>
  id === bot.userId ? bot.name : id === 'USLACKBOT' ? 'Slackbot' : (people.get(id)?.name ?? id)
