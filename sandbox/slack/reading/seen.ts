import { type Element, elementsOf, labelOf, optionsOf } from '../acts/find.ts'
import { type Block, type Ephemeral, isInChannel, type Message, type View } from '../objects.ts'
import type { Workspace } from '../workspace.ts'
import { readBlocks } from './blocks.ts'
import { nameOf, type Reader, readMrkdwn } from './words.ts'

interface Seen {
  /** What a person reads: the blocks, or the text where there are none. */
  plain: string
  /** Labels of its buttons, in order. */
  buttons: string[]
  /** Its menus by their placeholder (`⋯` for an overflow), each with the labels of its options. */
  menus: Record<string, string[]>
}

export interface SeenMessage extends Seen {
  ts: string
  channel: string
  /** The name of who wrote it. */
  from: string
  /** The notification's text, as it is read. */
  text: string
  thread?: string
  edited: boolean
  replies: number
  files: { name: string; title: string; content: string }[]
  reactions: string[]
  blocks: Block[]
  metadata?: Message['metadata']
}

export interface SeenView extends Seen {
  id: string
  title: string
  submit?: string
  /** Block ids of what is to be filled in. */
  inputs: string[]
  view: View
}

/** What the people of the workspace see, for tests: times read in `timeZone`. */
export function createReading(workspace: Workspace, timeZone: string) {
  const reader: Reader = { workspace, timeZone }

  const seenMessage = (message: Message | Ephemeral): SeenMessage => {
    const kept = 'files' in message ? message : undefined
    const text = readMrkdwn(reader, message.text)
    return {
      ts: message.ts,
      channel: message.channel,
      from: nameOf(workspace, 'from' in message ? message.from : message.user),
      text,
      plain: message.blocks.length > 0 ? readBlocks(reader, message.blocks) : text,
      ...clickable(message.blocks),
      ...(message.thread !== undefined && { thread: message.thread }),
      edited: kept?.edited !== undefined,
      replies: kept ? workspace.replies(kept).length : 0,
      files: kept?.files ?? [],
      reactions: kept?.reactions.map(({ name }) => name) ?? [],
      blocks: message.blocks,
      ...(kept?.metadata && { metadata: kept.metadata }),
    }
  }

  const seenView = (view: View): SeenView => ({
    id: view.id,
    title: view.title.text,
    ...(view.submit && { submit: view.submit.text }),
    inputs: view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id!),
    plain: readBlocks(reader, view.blocks),
    ...clickable(view.blocks),
    view,
  })

  const idOf = (channel: string): string => {
    const found = workspace.channel(channel)
    if (!found) throw new Error(`There is no channel ${channel}.`)
    return found.id
  }
  const person = (who: string): string =>
    [...workspace.people.values()].find(({ id, name }) => id === who || name === who)?.id ?? who

  return {
    /** What stands in a channel, oldest first; without what is in threads. */
    messages: (channel: string): SeenMessage[] =>
      workspace.messages
        .filter(message => message.channel === idOf(channel) && isInChannel(message))
        .map(seenMessage),
    /** A thread's replies, oldest first. */
    thread: (channel: string, ts: string): SeenMessage[] =>
      workspace.messages
        .filter(message => message.channel === idOf(channel) && message.thread === ts)
        .map(seenMessage),
    /** What only this person sees, oldest first. */
    ephemerals: (user: string): SeenMessage[] =>
      workspace.ephemerals.filter(ephemeral => ephemeral.user === person(user)).map(seenMessage),
    /** The forms open in front of this person, the topmost last. */
    views: (user: string): SeenView[] =>
      workspace.views.filter(view => view.user === person(user)).map(seenView),
    /** The direct conversation of the bot with this person, oldest first. */
    dms: (user: string): SeenMessage[] =>
      workspace.messages
        .filter(message => workspace.channels.get(message.channel)?.person === person(user))
        .map(seenMessage),
  }
}

function clickable(blocks: Block[]): Pick<Seen, 'buttons' | 'menus'> {
  const elements = elementsOf(blocks).map(({ element }) => element)
  const isButton = ({ type }: Element) => type === 'button'
  return {
    buttons: elements.filter(isButton).map(labelOf),
    menus: Object.fromEntries(
      elements
        .filter(element => !isButton(element) && element.type !== 'checkboxes')
        .map(element => [labelOf(element), optionsOf(element).map(({ text }) => text.text)]),
    ),
  }
}
