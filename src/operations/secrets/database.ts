import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { setUserPassword } from '../../ports/calls/mongodb.ts'
import { setRolePassword } from '../../ports/calls/postgres.ts'
import { setPassword } from '../../ports/calls/rds.ts'
import type { Held } from '../../ports/calls/secrets.ts'
import type { Rds } from '../../ports/rds.ts'
import type { SecretForm } from '../../ports/secret-store.ts'
import { databaseOf, findInstance, type Named, ready } from '../database/find.ts'
import type { Where } from '../operation.ts'
import { type FoundSecret, heldOf } from './find.ts'
import type { Told, Version } from './place.ts'

/** Where a secret is the password of a database: how a version of it becomes that. */
export async function ofDatabase(
  rds: Rds,
  { settings, name }: FoundSecret,
  { form, version, database }: Version & { database: string },
  where: Where,
): Promise<Told> {
  const { user: other } = settings
  const held = heldOf(settings, version)
  if (other !== undefined) return ofUser({ user: other, name, form, held }, databaseOf(where, database))
  const found = await findInstance(rds, where, database)
  const { id, state, place, resource } = found
  if (state.keepsPassword)
    throw new UserError(`RDS itself keeps the password of ${id} in a secret of its own, and rotates that.`)
  const user = form.is === 'object' ? form.user : undefined
  if (user !== undefined && state.masterUser !== undefined && user !== state.masterUser)
    throw new UserError(
      `${name} is the password of ${user.slice(0, 60)}, and RDS changes that of ${state.masterUser} only: it stays by hand.`,
    )
  ready(found, where)
  return {
    now: [`${id} is ${state.status}`],
    warnings: [
      'From when RDS has it until a service is restarted, that service cannot open another connection.',
    ],
    resources: [resource],
    calls: [
      callOf(setPassword, {
        on: id,
        sets: `that value as the password of ${state.masterUser ?? 'its master user'}`,
        params: { ...place, instance: id, ...held },
      }),
    ],
  }
}

/** The same of another user, whose password PostgreSQL or MongoDB changes. */
function ofUser(
  { user, name, form, held }: { user: string; name: string; form: SecretForm; held: Held },
  { settings: { maintenance, mongodb }, named, place, resource }: Named,
): Told {
  if (form.is === 'object' && form.user !== undefined && form.user !== user)
    throw new UserError(
      `${held.secret} is the password of ${form.user.slice(0, 60)}, and ${name} that of ${user}: correct \`user\` in the system file.`,
    )
  const url = maintenance ?? mongodb?.maintenance
  if (!url)
    throw new UserError(
      `${named} names no \`maintenance\`, a user that may give others a password: its system file would.`,
    )
  return {
    resources: [resource],
    warnings: [`Who signs in as ${user} cannot open another connection until they read it anew.`],
    calls: [
      callOf(maintenance ? setRolePassword : setUserPassword, {
        on: named,
        sets: `that value as the password of ${user}`,
        params: { ...place, url, user, ...held },
      }),
    ],
  }
}
