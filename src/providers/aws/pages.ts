type Page<T> = (next?: string) => Promise<{ all: T[]; next?: string | undefined }>

/** All pages of a list; `next`: what AWS gave to ask for the one after it. */
export const pages = async <T>(page: Page<T>): Promise<T[]> => (await firstPages(Infinity, page)).all

/** So many pages of it at most, and whether that is all there is. */
export async function firstPages<T>(most: number, page: Page<T>): Promise<{ all: T[]; isAll: boolean }> {
  const found: T[] = []
  let from: string | undefined
  for (let asked = 0; asked < most; asked++) {
    const { all, next } = await page(from)
    found.push(...all)
    if (!next) return { all: found, isAll: true }
    from = next
  }
  return { all: found, isAll: false }
}
