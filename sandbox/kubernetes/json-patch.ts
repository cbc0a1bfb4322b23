type Node = Record<string, unknown> | unknown[]
export interface Operation {
  op: 'test' | 'add' | 'replace' | 'remove'
  path: string
  value?: unknown
}

/** Applies a JSON patch (RFC 6902) as far as it is used; undefined where a test fails or a place is not there. */
export function patched<T extends object>(document: T, operations: Operation[]): T | undefined {
  const copy = structuredClone(document)
  for (const { op, path, value } of operations) {
    const parts = path
      .split('/')
      .slice(1)
      .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = parts.pop()!
    const at = parts.reduce<unknown>((node, part) => (node as Node | undefined)?.[part as never], copy) as
      | Record<string, unknown>
      | undefined
    if (at === undefined || at === null) return undefined
    if (op !== 'add' && !(last in at)) return undefined
    if (op === 'test' && !isEqual(at[last], value)) return undefined
    if (op === 'remove') delete at[last]
    if (op === 'add' || op === 'replace') at[last] = value
  }
  return copy
}

const isEqual = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b)
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
