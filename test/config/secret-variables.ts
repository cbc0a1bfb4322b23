import type { z } from 'zod'
import { Variables } from '../../src/config/environment.ts'

/** What of an address is no secret: where one of the services that Belay calls is. */
const isPlace = (name: string): boolean => name.endsWith('_API_URL')

/** A variable that is one of a few words, an e-mail address, or has a value when it is not set. */
function isPlain(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'optional') return isPlain(def.innerType)
  const format = 'format' in def ? def.format : undefined
  return def.type === 'default' || def.type === 'enum' || format === 'email'
}

/** The variables of the environment that are secrets: every one of which it is not known that it is none. */
export const secretVariables: string[] = Object.entries(Variables.shape).flatMap(([name, schema]) =>
  isPlace(name) || isPlain(schema) ? [] : [name],
)
