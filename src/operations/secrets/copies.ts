import { UserError } from '../../domain/errors.ts'
import { copyResource } from '../../domain/run/resource.ts'
import { type Copy, copyName } from '../../domain/secret-settings.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import { promoteVersion, putCopy } from '../../ports/calls/secrets.ts'
import { putParameter } from '../../ports/calls/ssm.ts'
import type { Parameters } from '../../ports/parameters.ts'
import type { SecretStore } from '../../ports/secret-store.ts'
import type { Where } from '../operation.ts'
import { type FoundSecret, fitsKey, heldOf } from './find.ts'
import type { Told, Version } from './place.ts'

export interface CopiesDeps {
  secrets: SecretStore
  parameters: Parameters
}

/** How a version of a secret comes to be in one of its copies. */
export async function ofCopy(
  { secrets, parameters }: CopiesDeps,
  copy: Copy,
  found: FoundSecret,
  { version, at }: Version,
  where: Where,
): Promise<Told> {
  const { settings, name, place } = found
  const held = heldOf(settings, version)
  const resources = [copyResource(where.settings, copy)]
  const on = copyName(copy)
  const sets = `the value of ${name}`
  if ('ssm' in copy) {
    const { type, version: from, keyId, tier } = (await parameters.parameter(on, place)) ?? missing(on, name)
    if (type !== 'SecureString')
      throw new UserError(
        `The parameter ${on} is a ${type}, which whoever may look at it can read: make it a SecureString first.`,
      )
    const params = {
      ...place,
      ...held,
      parameter: on,
      from,
      ...(keyId !== undefined && { keyId }),
      ...(tier !== undefined && { tier }),
    }
    return { calls: [callOf(putParameter, { on, sets, params })], resources }
  }
  const state = (await secrets.secret(on, place)) ?? missing(on, name)
  if (state.deletedAt !== undefined || state.rotates || state.owner !== undefined)
    throw new UserError(
      `${on} ${state.deletedAt === undefined ? 'gets its values from elsewhere' : 'is being deleted'}, and is to have a copy of ${name}: correct \`copies\` of that in the system file.`,
    )
  fitsKey(on, copy.key, await secrets.form(on, place), `the copy of ${name}`)
  const target = { ...place, secret: on, from: state.current?.id ?? null }
  return {
    calls: [
      callOf(putCopy, {
        on,
        sets: `${sets}, as a pending version`,
        params: { ...target, ...(copy.key !== undefined && { key: copy.key }), of: held },
      }),
      callOf(promoteVersion, {
        on,
        sets: 'that version is current',
        params: { ...target, version: resultOf(at, 'version') },
      }),
    ],
    resources,
  }
}

function missing(copy: string, name: string): never {
  throw new UserError(
    `AWS has no ${copy} for a copy of ${name}: make it once, or correct \`copies\` in the system file.`,
  )
}
