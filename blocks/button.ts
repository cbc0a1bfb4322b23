import type {
  ActionsBlock,
  Button,
  Checkboxes,
  ConfirmationDialog,
  Overflow,
  PlainTextOption,
  StaticSelect,
} from '@slack/types'
import { clip, limits } from './limits.ts'
import { plainText } from './text.ts'

/** Something that a person can do next: a label, and the command line that goes through parse, authorise and run. */
export interface Offer {
  label: string
  command: string
  style?: 'primary' | 'danger'
  /** What it will do, asked before it is done. */
  confirm?: string
  /** What the answers to that are called, where they are not the label and "Cancel". */
  answers?: { yes: string; no: string }
}

/** So long an element's id may be before it is numbered in its row. */
const numberedId = limits.actionId - 4

type Element = Button | StaticSelect | Overflow | Checkboxes

const confirmation = (offer: Offer): ConfirmationDialog => ({
  title: plainText(offer.label, limits.confirmTitle),
  text: plainText(offer.confirm!, limits.confirmText),
  confirm: plainText(offer.answers?.yes ?? offer.label, limits.confirmButton),
  deny: plainText(offer.answers?.no ?? 'Cancel', limits.confirmButton),
  ...(offer.style && { style: offer.style }),
})

export const button = (offer: Offer): Button => ({
  type: 'button',
  action_id: clip(offer.command, limits.actionId),
  text: plainText(offer.label, limits.button),
  value: offer.command,
  ...(offer.style && { style: offer.style }),
  ...(offer.confirm !== undefined && { confirm: confirmation(offer) }),
})

const option = ({ label, command }: Offer): PlainTextOption => ({
  text: plainText(label, limits.option),
  value: command,
})

/**
 * One check-box by itself: what somebody does with it is about nothing else. Its line stands in its id, and is completed
 * by `--off` where the tick is taken away, since Slack then tells of no option.
 */
export function checkbox({ label, command, checked }: Offer & { checked: boolean }): Checkboxes | undefined {
  if (command.length > numberedId) return undefined
  const only = { text: plainText(label, limits.option), value: 'on' }
  return {
    type: 'checkboxes',
    action_id: command,
    options: [only],
    ...(checked && { initial_options: [only] }),
  }
}

/** A cut command would be another command: what Slack has no room for is not offered. */
const fitting = (offers: Offer[], max: number) => offers.filter(({ command }) => command.length <= max)

/** A menu whose choices are commands; undefined when there is nothing to choose. */
export function menu(placeholder: string, offers: Offer[]): StaticSelect | undefined {
  const options = fitting(offers, limits.optionValue).slice(0, limits.selectOptions).map(option)
  if (options.length === 0) return undefined
  return {
    type: 'static_select',
    action_id: `menu ${placeholder}`,
    placeholder: plainText(placeholder, limits.placeholder),
    options,
  }
}

/** What is asked for rarely, under ⋯. */
export function more(offers: Offer[]): Overflow | undefined {
  const options = fitting(offers, limits.optionValue).slice(0, limits.overflowOptions).map(option)
  return options.length === 0 ? undefined : { type: 'overflow', action_id: 'more', options }
}

/**
 * A row of what can be done next, the likeliest first; none when there is nothing. `blockId` is to change when the
 * choices do: Slack's clients keep a menu's last choice as long as the block is the same.
 */
export function actions(elements: (Element | undefined)[], blockId?: string): ActionsBlock[] {
  const present = elements.filter(element => element !== undefined).slice(0, limits.actions)
  if (present.length === 0) return []
  return [
    {
      type: 'actions',
      ...(blockId !== undefined && { block_id: clip(blockId, limits.blockId) }),
      elements: present.map((element, i) => ({
        ...element,
        action_id: `${i}:${clip(element.action_id ?? element.type, numberedId)}`,
      })),
    },
  ]
}

/** A row of plain buttons. */
export const buttons = (offers: Offer[], blockId?: string): ActionsBlock[] =>
  actions(fitting(offers, limits.value).map(button), blockId)
