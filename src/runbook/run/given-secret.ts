import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import { placeholder, type SecretReference } from '../../domain/runbook/secret-reference.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { copyName, type ManagedSecret } from '../../domain/secret-settings.ts'
import { secretName } from '../../domain/short-name.ts'
import { memberTaken } from '../secret-member.ts'
import type { AsCommand } from './as-command.ts'
import { filledAll, secretIn, type Values } from './fill.ts'
import { holeName } from './needed.ts'

/** What becomes of a step that gives a secret to a place, and what is known of that secret afterwards. */
export type GivenSecret = { command: AsCommand; made?: [hole: string, SecretReference] } | { done: string }

type Secrets = Record<string, ManagedSecret>

/**
 * A secret goes where its system file says that it belongs, and nowhere else. One that a step above is to make is made
 * once, by the rotation that gives it to all of these places; one that is read is told there. `command`: what asks for
 * that, with the secret that has the place which the step names.
 */
export function givenSecret(
  { secret = [], on = {} }: Action,
  command: AsCommand,
  values: Values,
  secrets: Secrets,
): GivenSecret {
  const { member, ...given } = filledAll(on, values)
  const reference = secretIn(secret, values)
  const named = String(command.options.secret)
  const settings = secrets[named]!
  if (reference?.read) return toldIn(reference, command, { given, member }, secrets)
  if (command.name === 'secret tell')
    throw new UserError('It needs the secret that a step above reads: run that first.')
  const place = placeIn(given, settings)!
  if (command.name === 'secret put') {
    if (place.name === settings.sm) return { command }
    throw new UserError(
      `${place.name} has a copy of ${named}: give that its value, and the copy has it, too.`,
    )
  }
  fits(place, member)
  const { rotates } = reference ?? {}
  if (rotates && rotates.secret !== named)
    throw new UserError(
      `${placeholder(reference!)} is made by rotating ${rotates.secret}, which a step above asks for, and ${place.name} belongs to ${named}: it would get another value. This step stays by hand.`,
    )
  if (rotates && rotates.on !== place.name)
    return { done: `Nothing is left to do: rotating ${named}, which a step above asks for, does this, too` }
  const made = secret.find(part => typeof part !== 'string' && part.of === 'variable')
  if (!reference || typeof made !== 'object') return { command }
  return { command, made: [holeName(made), { ...reference, rotates: { secret: named, on: place.name } }] }
}

function toldIn(
  reference: SecretReference,
  command: AsCommand,
  { given, member }: { given: Record<string, Json>; member: Json | undefined },
  secrets: Secrets,
): GivenSecret {
  const said = placeholder(reference)
  const [name, own] = Object.entries(secrets).find(([, one]) => isOf(one, reference)) ?? []
  if (name === undefined || !own)
    throw new UserError(
      `${said} is none that the system file names as a secret, so that nothing says where it belongs: this step stays by hand.`,
    )
  const place = placeIn(given, own)
  if (!place || (place.isPassword && command.options.secret !== name))
    throw new UserError(
      `${said} does not belong there: the system file would say so among \`copies\` of ${name}. This step stays by hand.`,
    )
  fits(place, member)
  if (place.name === own.sm) return { done: `Nothing is left to do: ${own.sm} holds it already` }
  return { command: { ...command, options: { ...command.options, secret: name, to: place.name } } }
}

/** Whether what a step has read is what that secret holds. */
function isOf({ sm, key }: ManagedSecret, { read }: SecretReference): boolean {
  if (read?.operation !== 'secretsmanager:GetSecretValue') return false
  const [value, member, ...deeper] = memberTaken(read.filters) ?? []
  const isAll = value === 'SecretString' && deeper.length === 0 && member === key
  return isAll && secretName(String(read.input.SecretId)) === secretName(sm)
}

/** A place that a secret belongs to, by what commands call it; `key`: the member of a JSON object that it is there. */
interface SecretPlace {
  name: string
  key?: string | undefined
  isPassword?: true
}

/** The place that a step names; undefined where the secret does not belong there. */
function placeIn(
  given: Record<string, Json>,
  { sm, key, copies, database }: ManagedSecret,
): SecretPlace | undefined {
  const { secret, parameter } = given
  const is = (id: string) => secretName(id) === secretName(String(secret))
  if (secret !== undefined && is(sm)) return { name: sm, key }
  const copy = copies.find(one => ('ssm' in one ? one.ssm === parameter : secret !== undefined && is(one.sm)))
  if (copy) return { name: copyName(copy), key: 'sm' in copy ? copy.key : undefined }
  const isElse = secret !== undefined || parameter !== undefined || database === undefined
  return isElse ? undefined : { name: database, isPassword: true }
}

function fits({ name, key }: SecretPlace, member: Json | undefined): void {
  if (member !== key)
    throw new UserError(
      `The step makes it ${member === undefined ? 'all of' : `the member ${String(member)} of`} ${name}, and the system file ${key === undefined ? 'names no `key` there' : `says \`key: ${key}\``}: correct one of them.`,
    )
}
