import { mask } from '../../domain/mask.ts'
import type { Hole, Text } from '../../domain/runbook/line.ts'
import { placeholder, type SecretReference } from '../../domain/runbook/secret-reference.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import type { Carried } from './carried.ts'
import { secretIn, textOf, type Values } from './fill.ts'
import { holeName, variable } from './needed.ts'

/** What only says or sets something. */
export async function valued(
  { operation, input, sets = [] }: Action,
  values: Values,
  done: Carried,
  pin: (reference: SecretReference) => Promise<SecretReference>,
): Promise<Values> {
  const say = (title: string, lines?: string[]) => done.readings.push({ title, ...(lines && { lines }) })
  const text = (name: string): Text => (input[name] as Text | undefined) ?? []
  if (operation === 'random') say('A secret', ['It is made where it is used, and shown nowhere.'])
  if (operation === 'time') say(textOf(text('value'), values))
  if (operation === 'text') say(textOf(text('text'), values))
  if (operation !== 'set') return values
  const given = new Map(values.given)
  const secrets = new Map(values.secrets)
  for (const { name, secret: isNamedSo } of sets) {
    const found = secretIn(text(name), values)
    if (found && text(name).length === 1) {
      const reference = found.read ? { ...(await pin(found)), name: `${found.name} as ${name}` } : { name }
      secrets.set(variable(name), reference)
      done.sets.set(variable(name), reference)
      say(`${placeholder(reference)} is there for the steps below`, [
        reference.read
          ? 'It is read where it is used, and shown nowhere.'
          : 'It is made where it is first used, and shown nowhere.',
      ])
      continue
    }
    if (found || isNamedSo) {
      say(`${name} is a secret`, ['It is kept nowhere, and what uses it has its own.'])
      continue
    }
    const value = textOf(text(name), values)
    if (mask(value) === value) {
      done.sets.set(variable(name), value)
      const blank = blankIn(text(name))
      if (blank) done.sets.set(holeName(blank), value)
    }
    given.set(variable(name), value)
    secrets.delete(variable(name))
    say(`${name} is ${value} for the steps below`)
  }
  return { ...values, given, secrets }
}

/** The blank that a value is and nothing else: the steps below have the same where it is set by its name. */
function blankIn([only, ...others]: Text): Hole | undefined {
  return typeof only === 'object' && only.of === 'input' && others.length === 0 ? only : undefined
}
