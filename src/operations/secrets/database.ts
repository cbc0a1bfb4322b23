import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { setPassword } from '../../ports/calls/rds.ts'
import type { Rds } from '../../ports/rds.ts'
import { findInstance, ready } from '../database/find.ts'
import type { Where } from '../operation.ts'
import type { FoundSecret } from './find.ts'
import type { Told, Version } from './place.ts'

/** Where a secret is the password of a database: how a version of it becomes that. */
export async function ofDatabase(
  rds: Rds,
  { settings, name }: FoundSecret,
  { form, version, database }: Version & { database: string },
  where: Where,
): Promise<Told> {
  const { sm, key } = settings
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
        params: { ...place, instance: id, secret: sm, version, ...(key !== undefined && { key }) },
      }),
    ],
  }
}
