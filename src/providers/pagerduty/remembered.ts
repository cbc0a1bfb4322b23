/** Asks once in a while: answers are kept for `forMs`, and shared by those who ask meanwhile; failures are not kept. */
export function remembered<T>(
  ask: (key: string) => Promise<T>,
  now: () => number,
  forMs: number,
): (key: string) => Promise<T> {
  const known = new Map<string, { answer: Promise<T>; at: number }>()
  return key => {
    const last = known.get(key)
    if (last && now() - last.at < forMs) return last.answer
    const asked = { answer: ask(key), at: now() }
    known.set(key, asked)
    asked.answer.catch(() => known.get(key) === asked && known.delete(key))
    return asked.answer
  }
}
