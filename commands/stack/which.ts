import { z } from 'zod'
import type { Params } from '../../src/domain/run/plan.ts'
import type { System } from '../../src/domain/system.ts'
import { chosen } from '../look.ts'
import type { ChangeCall } from '../request.ts'
import { changeArgs, request } from '../request.ts'

/** A stack by its name in the system file. */
export const stackName = z.string().toLowerCase().describe('a stack')

const { service: _, ...others } = changeArgs
/** What every command that asks for something of a stack takes. */
export const stackArgs = { stack: stackName.optional(), ...others }

const stacksOf = ({ system, environment }: { system: System; environment: string }) =>
  system.environments[environment]!.stacks

/** The stack that is named, as the system file calls it or by its own name, or the only one there is. */
export function stackOf(call: Parameters<typeof chosen>[0] & { args: { stack?: string | undefined } }) {
  const all = stacksOf(call)
  const typed = call.args.stack
  const own = Object.entries(all ?? {}).find(([, { stack }]) => stack.toLowerCase() === typed)
  return chosen(call, 'stack', all, own?.[0] ?? typed)
}

/** Asks for something of the stack that is named, or of the only one there is. `typed`: the input as it is typed. */
export function requestOfStack(
  call: ChangeCall & { args: { stack?: string | undefined } },
  operation: string,
  input: Params = {},
  typed: Params = input,
) {
  const { name } = stackOf(call)
  return request(call, {
    operation,
    all: true,
    input: { stack: name, ...input },
    typed: { stack: name, ...typed },
  })
}
