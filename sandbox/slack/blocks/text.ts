import { z } from 'zod'

const text = (max: number, min = 1) => z.string().min(min).max(max)

export const plainText = (max: number, min = 1) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max, min), emoji: z.boolean().optional() })

export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() })

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])

export const blockId = z.string().max(255).optional()

export const url = z
  .string()
  .max(3000)
  .refine(address => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol), 'must be a URL')

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: url.optional(),
  alt_text: z.string().max(2000),
  slack_file: z.looseObject({}).optional(),
})
