import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { dropPending, promoteVersion } from '../../ports/calls/secrets.ts'
import type { SecretStore } from '../../ports/secret-store.ts'
import type { Operation, Where } from '../operation.ts'
import { day } from './age.ts'
import { type FoundSecret, findSecret, fits, lineForSecret, secretOf } from './find.ts'
import { restarts } from './restarts.ts'
import type { RotateDeps } from './rotate.ts'
import { told } from './told.ts'

/** `version`: the pending one that was put aside, on top of the one that was current then. Without it, it is only shown. */
const input = z.object({
  secret: z.string(),
  version: z.string().optional(),
  from: z.string().nullable().default(null),
})

/** Has a value that a person gave, and that waits in Secrets Manager, be the current one. */
export const put = (deps: RotateDeps): Operation<z.infer<typeof input>> => ({
  name: 'secret put',
  risk: 'change',
  input,
  async plan({ secret: name, version, from }, where) {
    const found = await findGiveable(deps.secrets, where, name)
    if (version !== undefined) stillWaits(found, { version, from }, where)
    const { settings, state, named, place, resource } = found
    const { sm: secret } = settings
    const given = { version: version ?? '', form: { is: 'none' } as const, at: 0 }
    const copies = await told(deps, found, given, where)
    const after = await restarts(deps.platforms, found, where)
    return {
      title: `give ${named} another value`,
      shifts: [
        { ...(state.current && { from: `set ${day(state.current.at)}` }), to: 'the value that was given' },
      ],
      now: version === undefined ? [] : ['It waits in Secrets Manager, and nobody uses it yet'],
      warnings: [...(settings.note ? [settings.note] : []), ...copies.warnings, ...after.warnings],
      calls: [
        ...copies.calls,
        callOf(promoteVersion, {
          on: secret,
          sets: 'the value that was given is current',
          params: { ...place, secret, version: version ?? '', from: state.current?.id ?? null },
        }),
        ...after.calls,
      ],
      ...(version !== undefined && {
        otherwise: [
          callOf(dropPending, {
            on: secret,
            sets: 'the value that was given is dropped',
            params: { ...place, secret, version },
          }),
        ],
      }),
      resources: [...new Set([resource, ...copies.resources, ...after.resources])],
    }
  },
})

/** The secret, where a person may give it a value. */
export async function findGiveable(secrets: SecretStore, where: Where, name: string): Promise<FoundSecret> {
  const { settings } = secretOf(where, name)
  const rotate = { label: `Rotate ${name}`, command: lineForSecret('secret rotate', where, name) }
  if (settings.database !== undefined)
    throw new UserError(
      `${name} is the password of ${settings.database}, which has to be changed there as well.`,
      rotate,
    )
  if (settings.from === 'aws')
    throw new UserError(`AWS makes the values of ${name}: its rotation can be begun.`, rotate)
  const found = await findSecret(secrets, where, name)
  const { state } = found
  if (state.rotates)
    throw new UserError(`AWS rotates ${settings.sm} by itself: what is given would not last.`)
  if (state.owner !== undefined)
    throw new UserError(`${settings.sm} belongs to ${state.owner}, which alone gives it another value.`)
  await fits(secrets, found)
  return found
}

function stillWaits(
  { state, settings, name }: FoundSecret,
  { version, from }: { version: string; from: string | null },
  where: Where,
): void {
  const again = { label: `Give ${name}`, command: lineForSecret('secret put', where, name) }
  if (state.pending?.id !== version)
    throw new UserError(
      `The value that was given for ${name} does not wait any more: it was dropped, or another took its place. Give it once more.`,
      again,
    )
  if ((state.current?.id ?? null) !== from)
    throw new UserError(
      `Somebody has changed ${settings.sm} since the value was given: give it once more.`,
      again,
    )
}
