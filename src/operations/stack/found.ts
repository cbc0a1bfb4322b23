import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { stackResource } from '../../domain/run/resource.ts'
import type { Stack } from '../../domain/stack-settings.ts'
import type { StackState, Stacks, StackTarget } from '../../ports/stacks.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

/** Which stack of the environment, by its name in the system file. */
export const stackInput = { stack: z.string() }

export interface FoundStack {
  target: StackTarget
  named: Stack
  /** Undefined where it has not been made yet. */
  state: StackState | undefined
  /** "flight-schedule-pro-prod" */
  title: string
  resource: string
}

/** A stack that the environment names, as CloudFormation has it. */
export async function findStack(stacks: Stacks, name: string, where: Where): Promise<FoundStack> {
  const { system, environment, settings } = where
  const all = settings.stacks ?? {}
  const named = Object.hasOwn(all, name) ? all[name] : undefined
  if (!named)
    throw new UserError(
      `${system.title} ${environment} has no stack "${name.slice(0, 60)}": it has ${Object.keys(all).join(', ') || 'none in its system file'}.`,
    )
  const target = { stack: named.stack, ...accountOf(settings) }
  return {
    target,
    named,
    state: await stacks.state(target),
    title: named.stack,
    resource: stackResource(settings, named.stack),
  }
}

/** The stack as it is; a `UserError` where there is none. */
export function there({ state, title }: FoundStack): StackState {
  if (!state) throw new UserError(`CloudFormation has no stack ${title}.`)
  return state
}

/** Nothing else can be done to a stack while something is. */
export function atRest(found: FoundStack): StackState {
  const state = there(found)
  if (/_IN_PROGRESS$/.test(state.status) && state.status !== 'REVIEW_IN_PROGRESS')
    throw new UserError(`${found.title} is in ${state.status}: wait until that is over.`)
  return state
}

/** The command at this place, for one of its stacks. */
export const lineFor = (
  command: string,
  { system, environment }: Pick<Where, 'system' | 'environment'>,
  stack: string,
): string => `${lineAt(command, { system, environment })} --stack ${stack}`

export const stateInWords = ({ status, reason }: StackState): string =>
  `${status}${reason ? `: ${reason}` : ''}`
