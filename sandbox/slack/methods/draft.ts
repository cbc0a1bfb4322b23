import { type Args, given, structured } from '../args.ts'
import { checkBlocks } from '../blocks/check.ts'
import type { Block, Metadata } from '../objects.ts'
import { Refusal } from '../refusal.ts'

const longestText = 40_000
/** Slack's documented maximum of a message's metadata in bytes. */
const largestMetadata = 8_000

interface Draft {
  text: string
  blocks: Block[]
}

/** What a message says, if Slack would take it. */
export function draft(args: Args): Draft {
  const text = given(args, 'text') ?? ''
  const blocks = structured<unknown>(args, 'blocks', 'invalid_blocks_format')
  if (text === '' && (blocks === undefined || (Array.isArray(blocks) && blocks.length === 0)))
    throw new Refusal('no_text')
  if (text.length > longestText) throw new Refusal('msg_too_long')
  return { text, blocks: blocks === undefined ? [] : checkBlocks(blocks) }
}

export function metadata(args: Args): Metadata | undefined {
  const found = structured<Metadata>(args, 'metadata', 'invalid_metadata_format')
  if (found === undefined) return undefined
  if (typeof found.event_type !== 'string' || typeof found.event_payload !== 'object')
    throw new Refusal('invalid_metadata_schema')
  if (JSON.stringify(found).length > largestMetadata) throw new Refusal('metadata_too_large')
  return found
}
