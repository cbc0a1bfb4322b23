import { called, environmentCalled } from '../domain/called.ts'
import type { Environment, System } from '../domain/system.ts'
import type { Parsed } from './grammar.ts'

/**
 * Which of a line's words names the environment: the first, the one right behind what the line is about
 * ("logs api-gateway staging"), or the last where nothing else is left for it. `isSaid`: an option names it already.
 */
export function environmentWord(
  { command, words }: Parsed,
  system: System,
  isSaid: boolean,
): number | undefined {
  const names = (at: number): boolean => {
    const word = words[at]
    return word !== undefined && !word.quoted && environmentCalled(word.value, system) !== undefined
  }
  if (names(0)) return 0
  if (isSaid || words.length < 2) return undefined
  if (names(1) && isNamed(words[0]!.value, system)) return 1
  const last = words.length - 1
  const isLeft = command.rest === undefined && words.length > (command.positional?.length ?? 0)
  return isLeft && names(last) ? last : undefined
}

/** Whether anything of the system is called so. */
const isNamed = (word: string, { environments }: System): boolean =>
  word.toLowerCase() === 'all' ||
  Object.values(environments).some(environment =>
    thingsOf(environment).some(things => called(word, things) !== undefined),
  )

const thingsOf = (environment: Environment): Record<string, object>[] => {
  const { services, databases, caches, secrets, stacks, workflows, requests } = environment
  return [services, databases, caches, secrets, stacks, workflows, requests].filter(
    things => things !== undefined,
  )
}
