import type { z } from 'zod'
import type { Params, Plan, Risk } from '../domain/run/plan.ts'
import type { Service } from '../domain/service-settings.ts'
import type { Environment, System } from '../domain/system.ts'

/** Where something is done: an environment of a system and, where it is about one, a service. */
export interface Where {
  system: System
  environment: string
  settings: Environment
  service?: { name: string; settings: Service }
}

/** Something that can be done to infrastructure. */
export interface Operation<I extends object = Params> {
  name: string
  /** Where it depends on what is asked for, it is told from that and the system file alone. */
  risk: Risk | ((input: I, where: Where) => Risk)
  input: z.ZodType<I>
  /** Why what is asked for is only ever for a while, in a sentence; undefined where it may be for good. */
  onlyForAWhile?(input: I): string | undefined
  /**
   * What it would do now: reads the world and changes nothing. A `UserError` when it cannot be done, and says what would
   * be right. Planned again just before it begins: calls that differ then void the approval.
   */
  plan(input: I, where: Where): Promise<Plan>
}

/** The risk of what is asked for. */
export const riskOf = <I extends object>({ risk }: Operation<I>, input: I, where: Where): Risk =>
  typeof risk === 'function' ? risk(input, where) : risk
