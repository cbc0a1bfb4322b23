/** Members by score, as a sorted set of Redis: of equal scores by name. */
export type Sorted = Map<string, number>

export const inOrder = (set: Sorted): string[] =>
  [...set].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([member]) => member)

/** The set of that name, which is there as soon as it is asked for. */
export function named<T>(all: Map<string, T>, name: string, empty: () => T): T {
  const found = all.get(name)
  if (found !== undefined) return found
  const made = empty()
  all.set(name, made)
  return made
}
