import type { Json } from './run/plan.ts'
import { secretFields } from './secret-fields.ts'

/** What stands where a secret was. */
export const secret = '[secret]'

/** A tree without the secrets that their names tell of, so that whatever is taken out of it has none. */
export function maskedJson(json: Json): Json {
  if (Array.isArray(json)) return json.map(maskedJson)
  if (typeof json !== 'object' || json === null) return json
  const fields = Object.entries(json)
  const hidden = secretFields(fields)
  return Object.fromEntries(
    fields.map(([name, value], i) => [name, hidden[i] ? withheld(value) : maskedJson(value)]),
  )
}

/** What is in a thing of such a name is judged by its own names: Secrets Manager lists secrets, and shows none. */
function withheld(value: Json): Json {
  if (Array.isArray(value)) return value.map(withheld)
  if (typeof value === 'object' && value !== null) return maskedJson(value)
  return value === null || typeof value === 'boolean' || value === '' ? value : secret
}
