import type { Risk } from '../../domain/run/plan.ts'
import type { Input, Simple } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import type { AwsService } from '../../ports/aws-shapes.ts'

/** What is known besides the text. */
export interface Known {
  /** The API of a service of AWS; undefined where Belay does not know it. */
  aws(service: string): AwsService | undefined
  /** The regions of AWS, and those that the system's file names; undefined where nothing names one. */
  regions?: readonly string[]
  /** Hosts that the system's file names; without it, any address is taken for one of the system's. */
  hosts?: ReadonlySet<string>
  /** The commands that the system's file names as tasks, as their words. */
  tasks?: readonly string[][]
  /** Whether the system's file names a command of the team's own, as a task or a workflow; without it, any is taken for one. */
  names?(action: Action): boolean
  /** What the system's file lacks of the place that an action names, in words; undefined where it has it. */
  lacks?(action: Action): string | undefined
}

/** What a command is: an action with what is yet to be asked, or by hand and why. */
export type Judged =
  | { action: Action; missing?: Input[]; troubles?: string[] }
  | { byHand: string; risk: Risk; troubles?: string[] }

/** Commands that begin with one of these names. */
export interface Family {
  names: readonly string[]
  judge(command: Simple, known: Known): Judged
}

export const byHand = (why: string, risk: Risk = 'change', ...troubles: string[]): Judged => ({
  byHand: why,
  risk,
  troubles,
})

export const act = (
  via: Action['via'],
  operation: string,
  risk: Risk,
  input: Action['input'] = {},
  more: { missing?: Input[]; filters?: Action['filters']; on?: Action['on'] } = {},
): Judged => ({
  action: { via, operation, risk, input, filters: more.filters ?? [], ...(more.on && { on: more.on }) },
  ...(more.missing && { missing: more.missing }),
})
