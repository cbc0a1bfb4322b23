import { z } from 'zod'
import type { ManagedSecret } from '../../src/domain/secret-settings.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call } from '../../src/engine/command.ts'
import { chosen } from '../look.ts'
import { changeArgs } from '../request.ts'

const { service: _, ...others } = changeArgs
/** What every command that changes something of a secret takes. */
export const changeOfSecret = {
  ...others,
  secret: z.string().toLowerCase().describe('a secret').optional(),
}

/** The secret that is meant: the one that is named, or the only one. */
export const secretOf = (
  call: Call<{ secret?: string | undefined }> & { system: System; environment: string },
): { name: string; settings: ManagedSecret } =>
  chosen(call, 'secret', call.system.environments[call.environment]!.secrets, call.args.secret)
