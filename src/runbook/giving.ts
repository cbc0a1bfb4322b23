import type { Text } from '../domain/runbook/line.ts'
import type { Action, Tree } from '../domain/runbook/verdict.ts'
import type { As } from './aws/changes/change.ts'
import { masked } from './aws/holes.ts'
import type { ClientPlace } from './families/client-place.ts'
import { secretKind } from './secret-kind.ts'

/**
 * A change that has a place take a secret: one that a step reads is told there, one that a step makes, or that is a blank, is
 * made by the rotation of the secret that belongs there. What a secret itself is given otherwise, a person gives in a form.
 */
export function giving(value: Tree, on: Record<string, Tree>): Exclude<As, { byHand: string }> {
  if (!Array.isArray(value)) return undefined
  const secret = value as Text
  const kind = secretKind(secret)
  if (kind === undefined && 'secret' in on) return { operation: 'secret put', input: {}, on, secret }
  if (kind === undefined && !isBlank(secret)) return undefined
  const member = secret.length === 1 ? null : memberWith(secret)
  if (member === undefined) return undefined
  return {
    operation: kind === 'read' ? 'secret tell' : 'secret rotate',
    input: {},
    on: { ...on, ...(member !== null && { member: [member] }) },
    secret,
  }
}

/** The same of the password of a database's user, which is told where its statement is. */
export function givingUser(
  told: { user: string; password: Text } | undefined,
  place: ClientPlace,
): { action: Action } | undefined {
  const given = told && giving(told.password, { passwordOfUser: { map: { user: [told.user], ...place } } })
  return given && { action: { via: 'belay', filters: [], risk: 'change', ...given } }
}

const isBlank = ([only, ...others]: Text): boolean =>
  typeof only === 'object' && only.of === 'input' && others.length === 0

/** The one member of a JSON object, as it is written, that is a secret. */
function memberWith(value: Text): string | undefined {
  const { text, back } = masked(value)
  try {
    const object: unknown = JSON.parse(text)
    if (typeof object !== 'object' || object === null) return undefined
    const secrets = Object.entries(object).filter(([, one]) => secretKind(back(String(one))) !== undefined)
    const [[name, one] = []] = secrets
    return secrets.length === 1 && back(String(one)).length === 1 ? name : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
