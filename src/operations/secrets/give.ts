import { type Sealed, seal } from '../../domain/sealed.ts'
import type { SecretIntake, SecretStore } from '../../ports/secret-store.ts'
import { accountOf } from '../account.ts'
import type { Where } from '../operation.ts'
import { secretOf } from './find.ts'
import { findGiveable } from './put.ts'

/** What a person gives goes through here, from the form to Secrets Manager. */
export interface Giving {
  /** Puts it aside; `token` makes it count once. Answers what a change needs to have it be current. */
  give(
    name: string,
    value: Sealed,
    token: string,
    where: Where,
  ): Promise<{ version: string; from: string | null }>
  /** No change came of it. */
  drop(name: string, version: string, where: Where): Promise<void>
}

export const createGiving = (secrets: SecretStore, intake: SecretIntake): Giving => ({
  async give(name, value, token, where) {
    const { settings, place, state } = await findGiveable(secrets, where, name)
    const from = state.current?.id ?? null
    const { sm: secret, key } = settings
    // What is pasted often brings its line break along.
    const trimmed = seal(value.open().trim())
    await intake.put({ secret, ...(key !== undefined && { key }), value: trimmed, token, from }, place)
    return { version: token, from }
  },
  drop: (name, version, where) =>
    intake.drop(secretOf(where, name).settings.sm, version, accountOf(where.settings)),
})
