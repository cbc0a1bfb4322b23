import type { System } from '../system.ts'
import type { Risk } from './plan.ts'

/** What a change takes before it begins, as the system file says for its environment. */
export interface Needs {
  /** So many approvals; 0 for what needs none. */
  required: number
  /** Within so many milliseconds. */
  expireMs: number
  /** The word that whoever asks has to type. */
  confirm?: string
  breakGlass: boolean
}

const usualExpireMs = 900_000

/**
 * What is destroyed always takes a second person. `shared`: other environments that the same resource serves, which
 * carries the strictest rules of them all.
 */
export function needsOf(system: System, environment: string, risk: Risk, shared: string[] = []): Needs {
  const settings = [environment, ...shared].flatMap(name => system.environments[name]?.approvals ?? [])
  const wanted = Math.max(0, ...settings.map(({ required }) => required))
  const isFree = risk === 'read' || risk === 'mild'
  const required = isFree ? 0 : risk === 'destructive' ? Math.max(1, wanted) : wanted
  const confirm = settings.find(one => one.confirm !== undefined)?.confirm
  return {
    required,
    expireMs: settings.length > 0 ? Math.min(...settings.map(({ expire }) => expire)) : usualExpireMs,
    ...(confirm !== undefined && !isFree && { confirm }),
    breakGlass: settings.length > 0 && settings.every(one => one.breakGlass),
  }
}

/** Whether the word that is to be typed was, in capitals or not. */
export const isTyped = (word: string | undefined, typed: string | undefined): boolean =>
  word === undefined || word.toLowerCase() === typed?.toLowerCase()
