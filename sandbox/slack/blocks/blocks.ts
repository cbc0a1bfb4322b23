import { z } from 'zod'
import { button, fillable, interactive } from './elements.ts'
import { richText } from './rich-text.ts'
import { anyText, blockId, image, mrkdwn, plainText, url } from './text.ts'

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [...interactive.options, image]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'must have text or fields')

const header = z.strictObject({
  type: z.literal('header'),
  block_id: blockId,
  text: plainText(150),
  level: z.number().optional(),
})
const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId })
const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [...anyText(3000).options, image]))
    .min(1)
    .max(10),
})
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z.array(interactive).min(1).max(25),
})
const imageBlock = image.extend({ block_id: blockId, title: plainText(2000).optional() })
const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id: blockId,
  text: z.string().min(1).max(12_000),
})
const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(2000),
  element: fillable,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
})
const taskCard = z.strictObject({
  type: z.literal('task_card'),
  block_id: blockId,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url, text: z.string() })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
})
const plan = z.strictObject({
  type: z.literal('plan'),
  block_id: blockId,
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
})
const cell = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('raw_text'), text: z.string() }),
  z.looseObject({ type: z.literal('raw_number'), value: z.number() }),
  richText,
])
const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z.array(z.looseObject({}).nullable()).max(20).optional(),
})
const points = z
  .array(z.strictObject({ label: z.string().min(1).max(20), value: z.number() }))
  .min(1)
  .max(20)
const chart = z
  .strictObject({
    type: z.enum(['line', 'bar', 'area']),
    series: z
      .array(z.strictObject({ name: z.string().min(1).max(20), data: points }))
      .min(1)
      .max(6),
    axis_config: z.strictObject({
      categories: z.array(z.string().min(1).max(20)).min(1),
      x_label: z.string().max(50).optional(),
      y_label: z.string().max(50).optional(),
    }),
  })
  .refine(
    ({ series, axis_config }) =>
      series.every(({ data }) => data.every(({ label }) => axis_config.categories.includes(label))) &&
      new Set(series.map(({ name }) => name)).size === series.length &&
      new Set(axis_config.categories).size === axis_config.categories.length,
    'must have labels that are categories, and names that are unique',
  )
const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: blockId,
  title: z.string().min(1).max(50),
  chart,
})
const card = z.strictObject({
  type: z.literal('card'),
  block_id: blockId,
  hero_image: image.optional(),
  icon: image.optional(),
  title: mrkdwn(150).optional(),
  subtitle: mrkdwn(150).optional(),
  body: mrkdwn(200).optional(),
  actions: z.array(button).optional(),
})
const alert = z.strictObject({
  type: z.literal('alert'),
  block_id: blockId,
  text: anyText(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})

const everywhere = [section, header, divider, context, actions, imageBlock, richText, input] as const

export const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  markdown,
  taskCard,
  plan,
  table,
  dataVisualization,
  card,
])
export const viewBlock = z.discriminatedUnion('type', [...everywhere, alert])
