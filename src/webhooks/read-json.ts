import { z } from 'zod'

/** What a text says as JSON of this shape, or why that is not to be understood. `what` the text is, as people read it. */
export function readJson<T>(
  text: string,
  shape: z.ZodType<T>,
  what = 'It',
): { said: T } | { unclear: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { unclear: `${what} is not JSON.` }
  }
  const read = shape.safeParse(json)
  return read.success ? { said: read.data } : { unclear: z.prettifyError(read.error) }
}
