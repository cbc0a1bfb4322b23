import type { Json } from '../../domain/run/plan.ts'
import type { Environment } from '../../domain/system.ts'
import type { Task } from '../../domain/task-settings.ts'

type Options = Record<string, string>

/** A command of the team's own as a task of a service, as the system file names it; undefined where none is that command. */
export function taskFor(
  input: Record<string, Json>,
  on: Json | undefined,
  { services }: Environment,
): Options | undefined {
  const definition = textIn(on, 'taskDefinition')
  const words = wordsOf(input.command)
  for (const [service, { tasks = {} }] of Object.entries(services)) {
    for (const [task, settings] of Object.entries(tasks)) {
      const given = matched(settings, words) ?? (isDefinition(settings, definition) ? [] : undefined)
      if (given) return { service, task, ...(given.length > 0 && { given: given.join(' ') }) }
    }
  }
  return undefined
}

/** The workflow whose summary stands in the command; of several the one that says most. */
export function workflowFor(
  input: Record<string, Json>,
  { workflows = {} }: Environment,
): Options | undefined {
  const command = wordsOf(input.command).join(' ')
  const [best] = Object.entries(workflows)
    .filter(([, { summary }]) => command.includes(summary))
    .sort(([, a], [, b]) => b.summary.length - a.summary.length)
  return best && { workflow: best[0] }
}

const isDefinition = ({ taskDefinition }: Task, wanted: string | undefined): boolean =>
  taskDefinition !== undefined && taskDefinition === wanted

/** What stands in the blanks of a task's command, where the rest of it is this one. Options that only keep it from asking may differ. */
function matched({ command, arguments: takes }: Task, words: string[]): string[] | undefined {
  const [mine, theirs] = [command, words].map(all =>
    all.filter(word => !/^(?:--no-interaction|-n|--yes|-y)$/.test(word)),
  ) as [string[], string[]]
  if (mine.length === 0 || mine.length < theirs.length) return undefined
  const given: string[] = []
  for (const [i, word] of mine.entries()) {
    const blank = /^\{([a-z][a-z0-9-]*)\}$/.exec(word)?.[1]
    const theirWord = theirs[i]
    // What is left out has a value of its own.
    if (blank !== undefined && theirWord === undefined && takes[blank]?.default !== undefined) continue
    if (theirWord === undefined || (blank === undefined && theirWord !== word)) return undefined
    if (blank !== undefined) given.push(theirWord)
  }
  return given
}

const wordsOf = (command: Json | undefined): string[] =>
  Array.isArray(command)
    ? command.map(String)
    : String(command ?? '')
        .split(/\s+/)
        .filter(word => word !== '')

const textIn = (on: Json | undefined, name: string): string | undefined => {
  const found = typeof on === 'object' && on !== null && !Array.isArray(on) ? on[name] : undefined
  return typeof found === 'string' ? found : undefined
}
