import { z } from 'zod'
import type { Params } from '../../src/domain/run/plan.ts'
import type { CallAt } from '../../src/engine/command.ts'
import type { ChangeCall } from '../change-args.ts'
import { changeArgs } from '../change-args.ts'
import { chosen } from '../look.ts'
import { request } from '../request.ts'

/** A stack by its name in the system file. */
export const stackName = z.string().toLowerCase().describe('a stack')

const { service: _, ...others } = changeArgs
/** What every command that asks for something of a stack takes. */
export const stackArgs = { stack: stackName.optional(), ...others }

/** The stack that is named, as the system file calls it or by its own name, or the only one there is. */
export const stackOf = (call: CallAt<{ stack?: string | undefined }>): string =>
  chosen(call, 'stack', call.args.stack)

/** Asks for something of the stack that is named, or of the only one there is. `typed`: the input as it is typed. */
export function requestOfStack(
  call: ChangeCall & { args: { stack?: string | undefined } },
  operation: string,
  input: Params = {},
  typed: Params = input,
) {
  const name = stackOf(call)
  return request(call, {
    operation,
    all: true,
    input: { stack: name, ...input },
    typed: { stack: name, ...typed },
  })
}
