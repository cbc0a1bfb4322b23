/** What is promised, or a rejection when that takes longer. */
export async function within<T>(limitMs: number, what: string, promised: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} is not over after ${limitMs / 1_000} s`)), limitMs)
  })
  try {
    return await Promise.race([promised, late])
  } finally {
    clearTimeout(timer)
  }
}
