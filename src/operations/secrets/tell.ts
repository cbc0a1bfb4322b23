import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { day } from './age.ts'
import { ofDatabase } from './database.ts'
import { findSecret, fits, lineForSecret } from './find.ts'
import type { RotateDeps } from './rotate.ts'

const input = z.object({ secret: z.string() })

/** Has a database take the password that its secret holds already, as where the two do not agree. */
export const tell = ({
  secrets,
  rds,
}: Pick<RotateDeps, 'secrets' | 'rds'>): Operation<z.infer<typeof input>> => ({
  name: 'secret tell',
  risk: 'change',
  input,
  async plan({ secret: name }, where) {
    const found = await findSecret(secrets, where, name)
    const { settings, state, named, resource } = found
    if (settings.database === undefined)
      throw new UserError(
        `${name} is the password of no database in the system file of ${where.system.title}.`,
      )
    if (!state.current)
      throw new UserError(`${settings.sm} has no value that is current.`, {
        label: `Rotate ${name}`,
        command: lineForSecret('secret rotate', where, name),
      })
    const form = await fits(secrets, found)
    const password = await ofDatabase(rds, found, { form, version: state.current.id }, where)
    return {
      title: `tell ${settings.database} the password in ${named}`,
      shifts: [{ to: `the value that was set ${day(state.current.at)}` }],
      now: password.now,
      warnings: [
        ...(settings.note ? [settings.note] : []),
        'Whoever has another password cannot open another connection from then on.',
      ],
      calls: password.calls,
      resources: [...new Set([resource, ...password.resources])],
    }
  },
})
