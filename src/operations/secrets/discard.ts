import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { dropPending } from '../../ports/calls/secrets.ts'
import type { SecretStore } from '../../ports/secret-store.ts'
import type { Operation } from '../operation.ts'
import { day } from './age.ts'
import { findGiveable } from './put.ts'

const input = z.object({ secret: z.string() })

/** Drops a value that was put aside and that no change waits for any more. */
export const discard = (secrets: SecretStore): Operation<z.infer<typeof input>> => ({
  name: 'secret discard',
  risk: 'mild',
  input,
  async plan({ secret: name }, where) {
    const { state, settings, named, place, resource } = await findGiveable(secrets, where, name)
    const { pending } = state
    if (!pending) throw new UserError(`No value of ${named} waits: there is nothing to be dropped.`)
    return {
      title: `drop what was put aside for ${named}`,
      shifts: [{ from: `a value put aside ${day(pending.at)}`, to: 'dropped' }],
      now: [],
      warnings: ['A change that waits for it then finds nothing to make current.'],
      calls: [
        callOf(dropPending, {
          on: settings.sm,
          sets: 'the pending version is dropped',
          params: { ...place, secret: settings.sm, version: pending.id },
        }),
      ],
      resources: [resource],
    }
  },
})
