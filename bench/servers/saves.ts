/** To save so many, so many at a time. */
export interface Saves {
  count: number
  atOnce: number
}

/** How long each save took, and all of them, in milliseconds. */
export interface Saved {
  each: number[]
  all: number
}

export async function timed({ count, atOnce }: Saves, save: () => Promise<void>): Promise<Saved> {
  const each: number[] = []
  let left = count
  const began = performance.now()
  async function some(): Promise<void> {
    while (left-- > 0) {
      const asked = performance.now()
      await save()
      each.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, some))
  return { each, all: performance.now() - began }
}
