import { UserError } from '../../domain/errors.ts'
import { secretResource } from '../../domain/run/resource.ts'
import type { ManagedSecret } from '../../domain/secret-settings.ts'
import type { Held } from '../../ports/calls/secrets.ts'
import type { Place } from '../../ports/rds.ts'
import type { SecretForm, SecretStore, StoredSecret } from '../../ports/secret-store.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

/** A secret of the system file. */
export interface NamedSecret {
  name: string
  settings: ManagedSecret
  place: Place
  /** "jwt of production" */
  named: string
  resource: string
}

export interface FoundSecret extends NamedSecret {
  state: StoredSecret
}

export function secretOf({ system, environment, settings }: Where, name: string): NamedSecret {
  const all = settings.secrets ?? {}
  const found = Object.hasOwn(all, name) ? all[name] : undefined
  if (!found)
    throw new UserError(
      `${system.title} ${environment} has no secret ${name.slice(0, 40)} in its system file.`,
    )
  return {
    name,
    settings: found,
    place: accountOf(settings),
    named: `${name} of ${environment}`,
    resource: secretResource(settings, found.sm),
  }
}

/** What a version of a secret holds, as the calls that take it name it. */
export const heldOf = ({ sm, key }: ManagedSecret, version: string): Held => ({
  secret: sm,
  version,
  ...(key !== undefined && { key }),
})

/** The secret that a plan is about, as it can be given another value. */
export async function findSecret(store: SecretStore, where: Where, name: string): Promise<FoundSecret> {
  const named = secretOf(where, name)
  const { sm } = named.settings
  const state = await store.secret(sm, named.place)
  if (!state)
    throw new UserError(`Secrets Manager has no secret ${sm}: correct \`sm\` of ${name} in the system file.`)
  if (state.deletedAt !== undefined)
    throw new UserError(
      `${sm} is being deleted, and takes no other value: restore it in Secrets Manager first.`,
    )
  return { ...named, state }
}

/** Whether the value can be put where it belongs: all of a text, or a member of an object that the system file names. */
export async function fits(store: SecretStore, { settings, name, place }: NamedSecret) {
  const { sm, key } = settings
  const form = await store.form(sm, place)
  fitsKey(sm, key, form, name)
  return form
}

/** The same of any secret; `of`: what its system file calls it. */
export function fitsKey(sm: string, key: string | undefined, form: SecretForm, of: string): void {
  if (key === undefined && form.is === 'object')
    throw new UserError(
      `${sm} is a JSON object of ${form.members.join(', ')}: which of them holds the value, its system file would say as \`key\` of ${of}.`,
    )
  if (key !== undefined && form.is === 'text')
    throw new UserError(
      `${sm} is no JSON object, and its system file names the member ${key}: leave out \`key\` of ${of}.`,
    )
}

/** The command at this place, for one of its secrets. */
export const lineForSecret = (
  command: string,
  { system, environment }: Pick<Where, 'system' | 'environment'>,
  name: string,
): string => `${lineAt(command, { system, environment })} --secret ${name}`
