import type { Json } from './run/plan.ts'
import { secretFields } from './secret-fields.ts'

/** What stands where a secret was. */
export const secret = '[secret]'

/** A tree without the secrets that their names tell of, so that whatever is taken out of it has none; `textOf` has each text of it. */
export function maskedJson(json: Json, textOf = (text: string) => text): Json {
  if (typeof json === 'string') return textOf(json)
  if (Array.isArray(json)) return json.map(one => maskedJson(one, textOf))
  if (typeof json !== 'object' || json === null) return json
  const fields = Object.entries(json)
  const hidden = secretFields(fields)
  return Object.fromEntries(
    fields.map(([name, value], i) => [name, hidden[i] ? withheld(value, textOf) : maskedJson(value, textOf)]),
  )
}

/** What is in a thing of such a name is judged by its own names: Secrets Manager lists secrets, and shows none. */
function withheld(value: Json, textOf: (text: string) => string): Json {
  if (Array.isArray(value)) return value.map(one => withheld(one, textOf))
  if (typeof value === 'object' && value !== null) return maskedJson(value, textOf)
  return value === null || typeof value === 'boolean' || value === '' ? value : secret
}
