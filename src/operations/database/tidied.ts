import { UserError } from '../../domain/errors.ts'
import type { Where } from '../operation.ts'
import { askable, type WithAddress } from './ask-postgres.ts'

/** A database that Belay may tidy up as well, and with which role. */
export type Tidied = WithAddress & { as: WithAddress['target'] }

export function tidy(where: Where, database: string): Tidied {
  const found = askable(where, database)
  const { maintenance } = found.settings
  if (!maintenance)
    throw new UserError(
      `The role that Belay has for ${found.named} only reads: its system file would name another one for this, as \`maintenance: { secret: … }\`.`,
    )
  return { ...found, as: { ...found.target, url: maintenance } }
}
