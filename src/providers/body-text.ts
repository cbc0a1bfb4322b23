/** The text of a body, up to so many bytes; what lies beyond is neither read nor needed. */
export async function bodyText(body: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= limit) break
  }
  // All at once: a character may lie in two chunks.
  return Buffer.concat(chunks).toString('utf8', 0, limit)
}
