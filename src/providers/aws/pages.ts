/** All pages of a list; `next`: what AWS gave to ask for the one after it. */
export async function pages<T>(
  page: (next?: string) => Promise<{ all: T[]; next?: string | undefined }>,
): Promise<T[]> {
  const found: T[] = []
  let from: string | undefined
  do {
    const { all, next } = await page(from)
    found.push(...all)
    from = next
  } while (from)
  return found
}
