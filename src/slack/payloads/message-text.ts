import { z } from 'zod'

const text = z.string().nullish().catch(undefined)

/** A block or an element of one, as far as it holds text. What has another shape holds none. */
interface Part {
  text?: string | Part | null | undefined
  elements?: Part[] | null | undefined
}
const Part: z.ZodType<Part> = z.lazy(() =>
  z.object({
    text: z.union([z.string(), Part]).nullish().catch(undefined),
    elements: z.array(Part).nullish().catch(undefined),
  }),
)
const blocks = z.array(Part).nullish().catch(undefined)

export const MessageText = z.object({
  text,
  blocks,
  attachments: z
    .array(z.object({ title: text, pretext: text, fallback: text, text, blocks }))
    .nullish()
    .catch(undefined),
})

/** What a message says first: what writes alerts often leaves its text empty, and says all in attachments or blocks. */
export function textOf({ text, blocks, attachments }: z.infer<typeof MessageText>): string {
  const inAttachments = (attachments ?? []).flatMap(({ title, pretext, fallback, text, blocks }) => [
    title,
    pretext,
    fallback === noPreview ? undefined : fallback,
    text,
    ...saidIn(blocks),
  ])
  return [text, ...saidIn(blocks), ...inAttachments].find(said => said?.trim()) ?? ''
}

/** Slack's own, where an attachment has no words for a notification. */
const noPreview = '[no preview available]'

const saidIn = (blocks: Part[] | null | undefined): string[] => (blocks ?? []).map(saidBy)

function saidBy({ text, elements }: Part): string {
  const own = typeof text === 'string' ? text : text ? saidBy(text) : ''
  return own + (elements ?? []).map(saidBy).join('')
}
