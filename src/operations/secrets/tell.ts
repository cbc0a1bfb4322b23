import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { day } from './age.ts'
import { findSecret, fits, lineForSecret } from './find.ts'
import { meant, type TellDeps, told } from './told.ts'

/** `to`: one of the places where it belongs; without it, all of them. */
const input = z.object({ secret: z.string(), to: z.string().optional() })

/** Has a database or a copy take what a secret holds already, as where the two do not agree. */
export const tell = (deps: TellDeps): Operation<z.infer<typeof input>> => ({
  name: 'secret tell',
  risk: 'change',
  input,
  async plan({ secret: name, to }, where) {
    const found = await findSecret(deps.secrets, where, name)
    const { settings, state, named, resource } = found
    const places = meant(found, to)
    if (!state.current)
      throw new UserError(`${settings.sm} has no value that is current.`, {
        label: `Rotate ${name}`,
        command: lineForSecret('secret rotate', where, name),
      })
    const version = { version: state.current.id, form: await fits(deps.secrets, found), at: 0 }
    const telling = await told(deps, found, version, where, places)
    return {
      title: `tell ${places.join(' and ')} what is in ${named}`,
      shifts: [{ to: `the value that was set ${day(state.current.at)}` }],
      now: telling.now,
      warnings: [
        ...(settings.note ? [settings.note] : []),
        ...(settings.database !== undefined && places.includes(settings.database)
          ? ['Whoever has another password cannot open another connection from then on.']
          : ['Who reads it there goes on with what they have until they read it anew.']),
      ],
      calls: telling.calls,
      resources: [...new Set([resource, ...telling.resources])],
    }
  },
})
