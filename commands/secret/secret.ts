import { z } from 'zod'
import type { CallAt } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { chosen } from '../look.ts'

const { service: _, ...others } = changeArgs
/** What every command that changes something of a secret takes. */
export const changeOfSecret = {
  ...others,
  secret: z.string().toLowerCase().describe('a secret').optional(),
}

/** The secret that is meant: the one that is named, or the only one. */
export const secretOf = (call: CallAt<{ secret?: string | undefined }>): string =>
  chosen(call, 'secret', call.args.secret)
