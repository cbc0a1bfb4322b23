import type { z } from 'zod'

type Schema = z.core.$ZodType

/** Where in a schema some of these stand, each once: `environments.*.cluster.token`. */
export const placesOf = (schema: Schema, wanted: Schema[]): string[] => [
  ...new Set(within(schema, wanted, [])),
]

function within(schema: Schema, wanted: Schema[], at: string[]): string[] {
  if (wanted.includes(schema)) return [at.join('.')]
  const inner = (one: Schema, ...name: string[]) => within(one, wanted, [...at, ...name])
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([name, one]) => inner(one, name))
    case 'record':
      return inner(def.valueType, '*')
    case 'array':
      return inner(def.element, '*')
    case 'union':
      return def.options.flatMap(option => inner(option))
    case 'pipe':
      return [...inner(def.in), ...inner(def.out)]
    case 'optional':
    case 'nullable':
    case 'default':
    case 'nonoptional':
    case 'readonly':
      return inner(def.innerType)
    default:
      return []
  }
}

/** Which of these places something that was read has a secret at, each once. */
export const placesUsed = (value: unknown, places: string[]): string[] => [
  ...new Set(usedWithin(value, places, [])),
]

function usedWithin(value: unknown, places: string[], at: string[]): string[] {
  if (typeof value !== 'object' || value === null) return []
  const isThis = (names: string[]) =>
    names.length === at.length && names.every((name, i) => name === '*' || name === at[i])
  const place = places.find(one => isThis(one.split('.')))
  if (place !== undefined) return 'secret' in value || 'sm' in value ? [place] : []
  return Object.entries(value).flatMap(([name, inner]) => usedWithin(inner, places, [...at, name]))
}
