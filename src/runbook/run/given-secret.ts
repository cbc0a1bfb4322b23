import { UserError } from '../../domain/errors.ts'
import { placeholder, type SecretReference } from '../../domain/runbook/secret-reference.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { secretName } from '../../domain/short-name.ts'
import type { AsCommand } from './as-command.ts'
import { secretIn, type Values } from './fill.ts'
import { holeName } from './needed.ts'

/** What becomes of a step that gives a secret its value, and what is known of that value afterwards. */
export type GivenSecret = { command: AsCommand; made?: [hole: string, SecretReference] } | { done: string }

/**
 * A value that a step above is to make is made once: by the rotation that gives it to the secret and its database. One
 * that is read goes to the database that it is the password of, and nowhere else. `sm`: the secret, as AWS knows it.
 */
export function givenSecret(
  { secret = [], on = {} }: Action,
  command: AsCommand,
  values: Values,
  sm: string,
): GivenSecret {
  const reference = secretIn(secret, values)
  const named = String(command.options.secret)
  const isItself = secretName(String(reference?.read?.input.SecretId ?? '')) === secretName(sm)
  if (reference?.read && command.name === 'secret tell' && isItself) return { command }
  if (reference?.read)
    throw new UserError(
      `It would copy ${placeholder(reference)}, and Belay copies no secret: it makes one value for ${named} and whatever has to know it, or takes one from a person. This step stays by hand.`,
    )
  const [kind = ''] = Object.keys(on)
  const { rotates } = reference ?? {}
  if (rotates?.secret === named && rotates.on !== kind)
    return { done: `Nothing is left to do: rotating ${named}, which a step above asks for, does this, too` }
  const made = secret.find(part => typeof part !== 'string' && part.of === 'variable')
  if (!reference || typeof made !== 'object' || command.name !== 'secret rotate') return { command }
  return { command, made: [holeName(made), { ...reference, rotates: { secret: named, on: kind } }] }
}
