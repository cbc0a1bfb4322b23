import type { Block, Ephemeral, Message, View } from '../objects.ts'
import type { Workspace } from '../workspace.ts'

export interface Element {
  type: string
  action_id: string
  text?: { text: string }
  placeholder?: { text: string }
  value?: string
  url?: string
  options?: Option[]
  option_groups?: { options: Option[] }[]
  [other: string]: unknown
}
export interface Option {
  text: { type: string; text: string }
  value: string
}
export interface Placed {
  element: Element
  block: Block
}

/** All that can be clicked or chosen, in the order in which it is seen. */
export function elementsOf(blocks: Block[]): Placed[] {
  return blocks.flatMap(block => {
    const inside =
      block.type === 'actions'
        ? (block.elements as Element[])
        : block.type === 'card'
          ? ((block.actions ?? []) as Element[])
          : ([block.accessory].filter(Boolean) as Element[])
    return inside.filter(({ type }) => type !== 'image').map(element => ({ element, block }))
  })
}

/** How an element reads: a button's text, a menu's placeholder, what stands beside a check-box. */
export const labelOf = ({ text, placeholder, type, options }: Element): string =>
  text?.text ??
  placeholder?.text ??
  (type === 'overflow' ? '⋯' : type === 'checkboxes' ? (options?.[0]?.text.text ?? type) : type)

export const optionsOf = ({ options, option_groups }: Element): Option[] =>
  options ?? option_groups?.flatMap(group => group.options) ?? []

/** The message that this person sees under a time stamp. */
export function seenBy(workspace: Workspace, user: string, ts: string): Message | Ephemeral {
  const found =
    workspace.ephemerals.find(ephemeral => ephemeral.ts === ts && ephemeral.user === user) ??
    workspace.messages.find(
      message => message.ts === ts && workspace.channels.get(message.channel)?.members.has(user),
    )
  if (!found) throw new Error('That message is not there any more: it was taken away meanwhile.')
  return found
}

/** By its label, its action_id, or that without the number before it. */
export function elementNamed(placed: Placed[], name: string): Placed {
  const found =
    placed.find(({ element }) => element.action_id === name) ??
    placed.find(({ element }) => labelOf(element) === name) ??
    placed.find(({ element }) => element.action_id.replace(/^\d+:/, '') === name)
  if (found) return found
  throw changed(placed.map(({ element }) => labelOf(element)))
}

export function optionNamed(element: Element, name: string): Option {
  const options = optionsOf(element)
  const found = options.find(({ text, value }) => value === name || text.text === name)
  if (found) return found
  throw changed(options.map(({ text }) => text.text))
}

/** What somebody reads who acts on what they saw a moment ago: it has changed under their hand. */
const changed = (left: string[]): Error =>
  new Error(
    `This has changed meanwhile, and what you chose is not there any more. ${left.length === 0 ? 'Nothing is left to do here.' : `Now it offers: ${left.join(', ')}.`}`,
  )

export const isView = (what: Message | Ephemeral | View): what is View => 'hash' in what
