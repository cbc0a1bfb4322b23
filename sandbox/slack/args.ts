import { Refusal } from './refusal.ts'

/** A call's arguments as they came: a form has strings only, JSON anything. */
export type Args = Record<string, unknown>

export function given(args: Args, name: string): string | undefined {
  const value = args[name]
  return value === undefined || value === null || value === '' ? undefined : String(value)
}

/** An argument that the method cannot do without. */
export function required(args: Args, name: string): string {
  const value = given(args, name)
  if (value !== undefined) return value
  throw new Refusal('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  })
}

export function flag(args: Args, name: string, unless = false): boolean {
  const value = given(args, name)
  return value === undefined ? unless : value === 'true' || value === '1'
}

export function count(args: Args, name: string, unless: number, max: number): number {
  const value = Number(given(args, name) ?? unless)
  if (!Number.isInteger(value) || value < 1 || value > max) throw new Refusal('invalid_limit')
  return value
}

/** A structured argument, as JSON text or as it is; `refuse` is Slack's word for one that cannot be read. */
export function structured<T>(args: Args, name: string, refuse: string): T | undefined {
  const value = args[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return value as T
  try {
    return JSON.parse(value) as T
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(refuse)
    throw error
  }
}
