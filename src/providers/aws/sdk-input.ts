import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Shape, Structure } from '../../ports/aws-shapes.ts'

/** What a runbook hands over, where text stands for whatever was filled in, as AWS's client takes it: numbers, times, bytes. */
export const sdkInput = (input: Record<string, Json>, { members }: Structure): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const member = members.get(name)
      return [name, member ? asTaken(value, member(), name) : value]
    }),
  )

function asTaken(value: Json, shape: Shape, name: string): unknown {
  if (Array.isArray(value))
    return shape.is === 'list' ? value.map(one => asTaken(one, shape.of(), name)) : value
  if (typeof value === 'object' && value !== null) {
    if (shape.is === 'structure') return sdkInput(value, shape)
    if (shape.is !== 'map') return value
    const of = shape.of()
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asTaken(one, of, name)]))
  }
  if (typeof value !== 'string') return value
  if (shape.is === 'number') return numberOf(value, name)
  if (shape.is === 'boolean') return value.toLowerCase() === 'true'
  if (shape.is === 'time') return timeOf(value, name)
  return shape.is === 'bytes' ? Buffer.from(value) : value
}

function numberOf(text: string, name: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number))
    throw new UserError(`${name} is a number, and "${text.slice(0, 60)}" is none.`)
  return number
}

/** Seconds since the epoch, or ISO 8601; without an offset it is UTC, as AWS's command line has it. */
function timeOf(text: string, name: string): Date {
  const iso = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text
  const time = /^\d+(?:\.\d+)?$/.test(text) ? new Date(Number(text) * 1_000) : new Date(iso)
  if (Number.isNaN(time.getTime()))
    throw new UserError(`${name} is a time such as 2026-01-31T12:00:00Z, and "${text.slice(0, 60)}" is none.`)
  return time
}
