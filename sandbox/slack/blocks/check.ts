import { z } from 'zod'
import { newId } from '../ids.ts'
import type { Block } from '../objects.ts'
import { Refusal } from '../refusal.ts'
import { messageBlock, viewBlock } from './blocks.ts'
import { plainText } from './text.ts'

const maxMessageBlocks = 50
const maxViewBlocks = 100
/** Measured: somewhere above, Slack answers `msg_blocks_too_long`. */
const maxCharacters = 13_200

/** A message's blocks as Slack keeps them, each with an id; or Slack's refusal with every fault's place. */
export function checkBlocks(blocks: unknown): Block[] {
  const found = z.array(messageBlock).max(maxMessageBlocks).safeParse(blocks)
  const faults = found.success ? doubles(found.data as Block[]) : wordsOf(found.error)
  if (faults.length > 0)
    throw new Refusal('invalid_blocks', {
      errors: faults.map(fault => fault.replace(/^\[ERROR\] /, '')),
      response_metadata: { messages: faults },
    })
  if (charactersOf(blocks) > maxCharacters) throw new Refusal('msg_blocks_too_long')
  return withIds(found.data as Block[])
}

const label = plainText(24)
const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: label,
    submit: label.optional(),
    close: label.optional(),
    blocks: z.array(viewBlock).max(maxViewBlocks),
    private_metadata: z.string().max(3000).default(''),
    callback_id: z.string().max(255).default(''),
    external_id: z.string().max(255).default(''),
    clear_on_close: z.boolean().default(false),
    notify_on_close: z.boolean().default(false),
    submit_disabled: z.boolean().optional(),
  })
  .refine(
    view => view.submit !== undefined || !view.blocks.some(({ type }) => type === 'input'),
    'submit is required when an input block is within blocks',
  )
export type ModalView = Omit<z.infer<typeof modal>, 'blocks'> & { blocks: Block[] }

/** A modal as Slack keeps it; or Slack's refusal with every fault's place. */
export function checkView(view: unknown): ModalView {
  const found = modal.safeParse(view)
  const faults = found.success
    ? doubles(found.data.blocks as Block[], '/view/blocks')
    : wordsOf(found.error, '/view')
  if (faults.length > 0) throw new Refusal('invalid_arguments', { response_metadata: { messages: faults } })
  const valid = found.data!
  return { ...valid, blocks: withIds(valid.blocks as Block[]) }
}

const wordsOf = ({ issues }: z.ZodError, at = '/blocks'): string[] =>
  issues.map(issue => `[ERROR] ${wording(issue)} [json-pointer:${[at, ...issue.path.map(String)].join('/')}]`)

function wording(issue: z.core.$ZodIssue): string {
  const what = 'origin' in issue && issue.origin === 'array' ? 'items' : 'characters'
  if (issue.code === 'too_big')
    return what === 'items'
      ? `no more than ${issue.maximum} items allowed`
      : `must be less than ${Number(issue.maximum) + 1} characters`
  if (issue.code === 'too_small')
    return what === 'items'
      ? `no fewer than ${issue.minimum} items allowed`
      : `must be more than ${Number(issue.minimum) - 1} characters`
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return 'unsupported type'
  return issue.message
}

/** Ids that must differ and do not. */
function doubles(blocks: Block[], at = '/blocks'): string[] {
  const ids = blocks.flatMap(({ block_id }) => (block_id ? [block_id] : []))
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  const actions = blocks.flatMap((block, i) => {
    const elements = block.type === 'actions' ? (block.elements as { action_id?: string }[]) : []
    const own = elements.flatMap(({ action_id }) => (action_id ? [action_id] : []))
    return own.some((id, j) => own.indexOf(id) !== j)
      ? [`[ERROR] \`action_id\` already exists in this block [json-pointer:${at}/${i}]`]
      : []
  })
  return [...twice.map(id => `[ERROR] block_id ${id} already exists [json-pointer:${at}]`), ...actions]
}

function withIds(blocks: Block[]): Block[] {
  return blocks.map(block => {
    const named: Block = { ...block, block_id: block.block_id || newId('').slice(0, 5) }
    for (const key of ['elements', 'accessory', 'element'] as const)
      if (key in named && named.type !== 'context' && named.type !== 'rich_text')
        named[key] = identified(named[key])
    return named
  })
}

type Element = { type?: string; action_id?: string }
const identified = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(identifiedOne) : identifiedOne(value as Element)
const identifiedOne = (element: Element): Element =>
  element.type === 'image' ? element : { ...element, action_id: element.action_id || newId('').slice(0, 5) }

/** Of all texts in all blocks. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charactersOf(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : charactersOf(one)),
    0,
  )
}
