import type { Block, View } from '../objects.ts'
import { chosen } from './click.ts'
import type { Acting } from './context.ts'
import { type Element, optionNamed } from './find.ts'

/** What a person puts into a form's fields, by block_id: text, an option's label or value, a person's id or name. */
export type Values = Record<string, string | undefined>

type State = Record<string, Record<string, Record<string, unknown>>>

interface Filled {
  values: State
  /** What Slack itself finds wrong, by block_id: then the app is not asked. */
  faults: Record<string, string>
}

/** A form as it is sent: what was there from the beginning, and what the person changed. */
export function fill(acting: Acting, view: View, given: Values): Filled {
  const values: State = {}
  const faults: Record<string, string> = {}
  const inputs = view.blocks.filter(({ type }) => type === 'input')
  const unknown = Object.keys(given).filter(id => !inputs.some(({ block_id }) => block_id === id))
  if (unknown.length > 0)
    throw new Error(
      `The form asks for ${inputs.map(({ block_id }) => block_id).join(', ')}, not ${unknown.join(', ')}.`,
    )
  for (const block of inputs) {
    const id = block.block_id!
    const element = block.element as Element
    const value = id in given ? entered(acting, element, given[id]) : initial(element)
    values[id] = { [element.action_id]: { type: element.type, ...value } }
    const fault = faultOf(block, element, Object.values(value)[0])
    if (fault !== undefined) faults[id] = fault
  }
  return { values, faults }
}

const isTyped = ({ type }: Element) => type.endsWith('_input')

function entered(acting: Acting, element: Element, value: string | undefined): Record<string, unknown> {
  if (isTyped(element)) return { value: value || null }
  if (value === undefined || value === '') return nothing(element)
  if (element.type === 'checkboxes' || element.type === 'multi_static_select')
    return {
      selected_options: value.split(',').map(one => optionNamed(element, one.trim())),
    }
  return chosen(acting, element, value)
}

function initial(element: Element): Record<string, unknown> {
  if (isTyped(element)) return { value: (element.initial_value as string | undefined) ?? null }
  const found = Object.entries(element).find(([key]) => key.startsWith('initial_'))
  if (!found) return nothing(element)
  return { [found[0].replace('initial_', 'selected_')]: found[1] }
}

function nothing({ type }: Element): Record<string, unknown> {
  const of: Record<string, string> = {
    users_select: 'selected_user',
    channels_select: 'selected_channel',
    conversations_select: 'selected_conversation',
    datepicker: 'selected_date',
    timepicker: 'selected_time',
  }
  if (type === 'checkboxes' || type === 'multi_static_select') return { selected_options: [] }
  return { [of[type] ?? 'selected_option']: null }
}

function faultOf(block: Block, element: Element, value: unknown): string | undefined {
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0)
  if (empty) return block.optional === true ? undefined : 'Please complete this required field.'
  if (typeof value !== 'string' || !isTyped(element)) return undefined
  const { min_length, max_length } = element as { min_length?: number; max_length?: number }
  if (max_length !== undefined && value.length > max_length)
    return `This field must be no more than ${max_length} characters.`
  if (min_length !== undefined && value.length < min_length)
    return `This field must be at least ${min_length} characters.`
  return undefined
}
