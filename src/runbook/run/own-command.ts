import { textsIn } from '../../domain/request-settings.ts'
import type { Json } from '../../domain/run/plan.ts'
import { withScheme } from '../../domain/runbook/address.ts'
import type { Environment } from '../../domain/system.ts'
import { blanksOf, type Task } from '../../domain/task-settings.ts'
import type { Workflow } from '../../domain/workflow-settings.ts'

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
      const given =
        matched(settings, words) ??
        (isDefinition(settings, definition) || isScript(settings, words) ? [] : undefined)
      if (given) return { service, task, ...(given.length > 0 && { given: given.join(' ') }) }
    }
  }
  return undefined
}

/**
 * The workflow whose summary stands in the command; of several the one that says most. Else the only one whose summary
 * speaks of the command, without the options that it is given.
 */
export function workflowFor(
  input: Record<string, Json>,
  { workflows = {} }: Environment,
): Options | undefined {
  const words = wordsOf(input.command)
  const command = words.join(' ')
  const all = Object.entries(workflows)
  const [best] = all
    .filter(([, { summary }]) => command.includes(summary))
    .sort(([, a], [, b]) => b.summary.length - a.summary.length)
  const spoken = all.filter(([, { summary }]) => speaksOf(summary, words))
  const [name, workflow] = best ?? (spoken.length === 1 ? spoken[0]! : [])
  if (name === undefined || workflow === undefined) return undefined
  const given = givenTo(workflow, words)
  return { workflow: name, ...(given.length > 0 && { given: given.join(' ') }) }
}

/** `infrastructure/scripts/db-restore.sh, over what is there`; where an option follows, it is about another command. */
function speaksOf(summary: string, words: string[]): boolean {
  const options = words.findIndex(word => word.startsWith('-'))
  const bare = (options < 0 ? words : words.slice(0, options)).join(' ').replace(/^\.\//, '')
  const [, after] = summary.split(bare)
  return /[ /]/.test(bare) && after !== undefined && !/^(?: -|\w)/.test(after)
}

/** What stands in the command for each of a workflow's blanks, as far as that can be told by what each takes. */
function givenTo({ inputs, arguments: takes }: Workflow, words: string[]): string[] {
  const values = words.flatMap(word => (word.startsWith('-') ? word.split('=').slice(1) : [word]))
  const given: string[] = []
  for (const blank of blanksOf(Object.values(inputs))) {
    const found = values.find(value => new RegExp(`^(?:${takes[blank]!.matches})$`).test(value))
    if (found === undefined) break
    given.push(found)
  }
  return given
}

/** The request to that address; what stands in the blanks of its body is that of this one. */
export function requestFor(
  { url, method, body }: Record<string, Json>,
  { requests = {} }: Environment,
): Options | undefined {
  const found = Object.entries(requests).find(
    ([, one]) => withoutEnd(one.url) === withoutEnd(withScheme(String(url))) && one.method === method,
  )
  if (!found) return undefined
  const [name, { body: template = {} }] = found
  const sent = objectIn(body)
  const given = blanksOf(textsIn(template)).map(blank => {
    const [at] = Object.entries(template).find(([, value]) => value === `{${blank}}`) ?? []
    const value = at === undefined ? undefined : sent[at]
    return typeof value === 'string' ? value : undefined
  })
  const known = given.slice(0, given.includes(undefined) ? given.indexOf(undefined) : given.length)
  return { request: name, ...(known.length > 0 && { given: known.join(' ') }) }
}

const withoutEnd = (url: string): string => url.replace(/\/$/, '')

function objectIn(body: Json | undefined): Record<string, Json> {
  try {
    const read: Json = JSON.parse(String(body ?? '{}'))
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

const isDefinition = ({ taskDefinition }: Task, wanted: string | undefined): boolean =>
  taskDefinition !== undefined && taskDefinition === wanted

/** A script that a document runs on a machine is known by its task's summary, as a workflow's is. */
const isScript = ({ ssm, summary }: Task, words: string[]): boolean =>
  ssm !== undefined && words.join(' ').includes(summary)

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

/** A command as its words; quotes keep some of them together. */
const wordsOf = (command: Json | undefined): string[] =>
  Array.isArray(command)
    ? command.map(String)
    : [...String(command ?? '').matchAll(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"])+|['"]\S*/g)].map(([word]) =>
        word.replace(
          /'([^']*)'|"((?:[^"\\]|\\.)*)"/g,
          (_, plain?: string, quoted?: string) => plain ?? quoted!.replace(/\\(["\\$`])/g, '$1'),
        ),
      )

const textIn = (on: Json | undefined, name: string): string | undefined => {
  const found = typeof on === 'object' && on !== null && !Array.isArray(on) ? on[name] : undefined
  return typeof found === 'string' ? found : undefined
}
