import type { Input } from './answer.ts'

/** A list in a form: `VpcSecurityGroupIds.VpcSecurityGroupId.1` and so on, in order. */
export function listOf(input: Input, name: string): string[] {
  const found: string[] = []
  for (let at = 1; input[`${name}.${at}`] !== undefined; at++) found.push(input[`${name}.${at}`])
  return found
}

/** A list of structures in a form: `Tags.Tag.1.Key`, `Tags.Tag.1.Value` and so on. */
export function structuresOf(input: Input, name: string, ...fields: string[]): Record<string, string>[] {
  const found: Record<string, string>[] = []
  for (let at = 1; fields.some(field => input[`${name}.${at}.${field}`] !== undefined); at++)
    found.push(Object.fromEntries(fields.map(field => [field, input[`${name}.${at}.${field}`] ?? ''])))
  return found
}

/** One page of what is there, by a marker that is a place in it. */
export function pageOf<T>(all: T[], { Marker = '0', MaxRecords = '100' }: Input) {
  const from = Number(Marker)
  const next = from + Number(MaxRecords)
  return { page: all.slice(from, next), more: next < all.length ? { Marker: `${next}` } : {} }
}
