import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { Fault } from './fault.ts'

export type Path = readonly PropertyKey[]

/** A YAML file as read: its value, and where in the file each part of it stands. */
export interface YamlFile {
  name: string
  /** Undefined when the file is not YAML, null when it is empty. */
  value: unknown
  /** Faults of syntax, and keys that occur twice in a map. */
  faults: Fault[]
  /** The fault at a path of the value; of a part that is missing, at the map that lacks it. */
  fault(path: Path, expected: string, options?: { found?: string; atKey?: boolean }): Fault
}

export function parseYaml(name: string, text: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file: name, line, column: col }
  }
  const isDouble = (code: string) => code === 'DUPLICATE_KEY'
  const faults = document.errors.map(
    ({ code, message, pos }): Fault =>
      isDouble(code)
        ? {
            ...place(pos[0]),
            path: keyAt(text, pos[0]),
            expected: 'expected this key once',
            found: 'it twice',
          }
        : { ...place(pos[0]), path: '', expected: `expected YAML, but: ${message}` },
  )
  const lost = aliasesOfNothing(document).map(
    ({ at, name }): Fault => ({ ...place(at), path: '', expected: `expected an anchor &${name} above` }),
  )
  const isYaml = document.errors.every(({ code }) => isDouble(code)) && lost.length === 0
  // Many services may share what one of them has: the limit is for files of strangers.
  const value: unknown = isYaml ? document.toJS({ maxAliasCount: -1 }) : undefined
  return {
    name,
    value,
    faults: [...faults, ...lost],
    fault: (path, expected, { found, atKey = false } = {}) => ({
      ...place(offsetOf(document, path, atKey)),
      path: inWords(path),
      expected: `expected ${expected}`,
      found: found ?? describe(valueAt(value, path)),
    }),
  }
}

function aliasesOfNothing(document: Document): { name: string; at: number }[] {
  const found: { name: string; at: number }[] = []
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document)) found.push({ name: alias.source, at: alias.range?.[0] ?? 0 })
    },
  })
  return found
}

/** `escalation[1].wait`, counted from 0. */
const inWords = (path: Path): string =>
  path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')

const keyAt = (text: string, offset: number): string => /^[^\s:]*/.exec(text.slice(offset))![0]

/** A value in a few words, at most a line of it. */
function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'a map'
  // A password that should not be here is not said again.
  const text = JSON.stringify(value).replace(/:\/\/[^\s/"]*@/, '://…@')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, part) => (inner as Record<PropertyKey, unknown> | null)?.[part], value)

/** Where a path's value begins, or its key; or else the innermost part of the path that is there. */
function offsetOf(document: Document, path: Path, atKey: boolean): number {
  let node: Node | null = document.contents as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const [i, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    if (isSeq(node)) {
      node = (node.items[Number(part)] as Node | undefined) ?? null
      offset = node?.range?.[0] ?? offset
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      const key = pair?.key as Node | undefined
      const wantsKey = atKey && i === path.length - 1
      node = (pair?.value as Node | null | undefined) ?? null
      offset = (wantsKey ? key?.range?.[0] : (node?.range?.[0] ?? key?.range?.[0])) ?? offset
    } else break
  }
  return offset
}
