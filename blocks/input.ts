import type { InputBlock, PlainTextOption, RichTextBlock, StaticSelect } from '@slack/types'
import { clip, limits, shown } from './limits.ts'
import type { View } from './message.ts'
import { oneLine, plainText, visible } from './text.ts'

/** A modal. Its command line is re-entered when it is submitted, completed by the inputs: a block's id is the argument's name. */
export const modal = (
  title: string,
  submit: string,
  command: string,
  blocks: (InputBlock | RichTextBlock)[],
): View => ({
  type: 'modal',
  callback_id: 'command',
  title: plainText(title, limits.viewTitle),
  submit: plainText(submit, limits.viewTitle),
  close: plainText('Cancel', limits.viewTitle),
  private_metadata: command,
  blocks,
})

export interface Choice {
  label: string
  value: string
  /** What stands below it, smaller. */
  more?: string
}

interface Asked {
  argument: string
  label: string
  hint?: string
  optional?: boolean
}

const input = ({ argument, label, hint, optional }: Asked, element: InputBlock['element']): InputBlock => ({
  type: 'input',
  block_id: argument,
  label: plainText(label, limits.inputLabel),
  element,
  ...(hint !== undefined && { hint: plainText(hint, limits.inputLabel) }),
  ...(optional && { optional }),
})

/** `max` in characters; `initial` may come from outside. */
export function textInput(asked: Asked & { max: number; multiline?: boolean; initial?: string | undefined }) {
  const clean = asked.multiline ? visible : oneLine
  const initial = asked.initial?.trim() ? clip(clean(asked.initial), asked.max) : undefined
  return input(asked, {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: asked.multiline ?? false,
    max_length: asked.max,
    ...(initial !== undefined && { initial_value: initial }),
  })
}

/**
 * A text that nobody reads but where it belongs: under this name of its element it is sealed as it comes in. Slack has no
 * field that hides what is typed.
 */
export const sealedInput = (asked: Omit<Asked, 'argument'> & { max: number }): InputBlock =>
  input(
    { ...asked, argument: 'value' },
    { type: 'plain_text_input', action_id: 'sealed', multiline: true, max_length: asked.max },
  )

const option = ({ label, value, more }: Choice): PlainTextOption => ({
  text: plainText(label, limits.option),
  value,
  ...(more !== undefined && { description: plainText(more, limits.option) }),
})

/** What Slack has room for among these. */
export const choosable = (choices: Choice[]): Choice[] =>
  choices
    .filter(({ value }) => value.length > 0 && value.length <= limits.optionValue)
    .slice(0, limits.selectOptions)

/** One of up to a hundred; whatever `initial` is not among the choices is not chosen. */
export function choiceInput(asked: Asked & { choices: Choice[]; initial?: string | undefined }): InputBlock {
  const options = choosable(asked.choices).map(option)
  const initial = options.find(({ value }) => value === asked.initial)
  const element: StaticSelect = {
    type: 'static_select',
    action_id: 'value',
    options,
    ...(initial && { initial_option: initial }),
  }
  return input(asked, element)
}

export const personInput = (asked: Asked & { initial?: string | undefined }): InputBlock =>
  input(asked, {
    type: 'users_select',
    action_id: 'value',
    ...(asked.initial !== undefined && { initial_user: asked.initial }),
  })

/** As long as a title is shown. */
export const titleMax = shown.title
/** As long as what somebody writes is shown. */
export const writtenMax = shown.quote
