import { z } from 'zod'
import { anyText, plainText, url } from './text.ts'

const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
})

const option = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: anyText(75).optional(),
  url: url.optional(),
})
const options = (max: number) => z.array(option).min(1).max(max)
const groups = z.array(z.strictObject({ label: plainText(75), options: options(100) })).max(100)

const actionId = { action_id: z.string().max(255).optional() }
const confirmed = { ...actionId, confirm: confirm.optional() }
const focused = { focus_on_load: z.boolean().optional(), placeholder: plainText(150).optional() }
const typed = {
  ...actionId,
  ...focused,
  dispatch_action_config: z.looseObject({}).optional(),
}

export const button = z.strictObject({
  type: z.literal('button'),
  ...confirmed,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
})

const overflow = z.strictObject({ type: z.literal('overflow'), ...confirmed, options: options(5) })

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...confirmed,
    ...focused,
    options: options(100).optional(),
    option_groups: groups.optional(),
    initial_option: option.optional(),
  })
  .refine(
    ({ options, option_groups }) => (options === undefined) !== (option_groups === undefined),
    'must have either options or option_groups',
  )
  .refine(({ initial_option, options, option_groups }) => {
    const all = options ?? option_groups?.flatMap(group => group.options) ?? []
    return !initial_option || all.some(({ value }) => value === initial_option.value)
  }, 'initial_option must be one of the options')

const select = <T extends string>(type: T, initial: string) =>
  z.strictObject({
    type: z.literal(type),
    ...confirmed,
    ...focused,
    [initial]: z.string().min(1).optional(),
    max_selected_items: z.number().optional(),
    response_url_enabled: z.boolean().optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: z.looseObject({}).optional(),
  })

const picks = [
  select('users_select', 'initial_user'),
  select('channels_select', 'initial_channel'),
  select('conversations_select', 'initial_conversation'),
  select('datepicker', 'initial_date'),
  select('timepicker', 'initial_time'),
  z.looseObject({ type: z.literal('datetimepicker'), ...confirmed }),
  z.looseObject({ type: z.literal('multi_static_select'), ...confirmed, options: options(100).optional() }),
  z.looseObject({ type: z.literal('multi_users_select'), ...confirmed }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    ...confirmed,
    options: options(10),
    initial_option: option.optional(),
    focus_on_load: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    ...confirmed,
    options: options(10),
    initial_options: z.array(option).min(1).optional(),
    focus_on_load: z.boolean().optional(),
  }),
] as const

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...typed,
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
  initial_value: z.string().max(3000).optional(),
})
const lineInput = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), ...typed, initial_value: z.string().optional() })
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
})

/** What may stand in a row of actions, or beside a section's text. */
export const interactive = z.discriminatedUnion('type', [button, overflow, staticSelect, ...picks])

/** What a person can fill in. */
export const fillable = z.discriminatedUnion('type', [
  plainTextInput,
  lineInput('email_text_input'),
  lineInput('url_text_input'),
  numberInput,
  staticSelect,
  ...picks,
])
