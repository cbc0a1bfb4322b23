import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { opensClient } from '../opens-client.ts'
import { joined, literal, shown, spaced } from '../text.ts'
import { act, byHand, type Judged, type Known } from './family.ts'
import { sqlOf } from './psql.ts'
import { riskOfTask } from './task-risk.ts'

const shells =
  /^(?:\S*\/)?(?:ba|z|da|a)?sh(?:\s+-[il]+)?$|^(?:irb|python3?|node|rails c(?:onsole)?|top|htop|vi|vim|nano)$/

/** Whether the system's file names a command as a task, word for word but for its blanks. */
export const isTask = (words: readonly Text[], { tasks = [] }: Known): boolean =>
  tasks.some(
    task =>
      task.length === words.length &&
      task.every((word, i) => /^\{[a-z][a-z0-9-]*\}$/.test(word) || word === literal(words[i])),
  )

/** What only the system's file can say what it is. */
export const isOwn = ({ via, operation }: Action): boolean =>
  via === 'belay' && (operation === 'exec' || operation === 'workflow run')

/** A command of a team's own: it is found among the tasks and workflows that the system's file names, never run as free text. */
export function taskOf(words: readonly Text[], on: Action['on']): Judged {
  const command = spaced(words)
  const text = shown(command).trim()
  if (shells.test(text) || opensClient(text))
    return byHand('it opens a session that somebody sits at', 'change')
  const [first, ...rest] = joined(command)
  const asked = typeof first === 'string' && sql.exec(first)
  if (asked) return sqlOf([first.slice(asked[0].length), ...rest])
  if (!infrastructure.test(text))
    return act('belay', 'exec', riskOfTask(words), { command }, on ? { on } : {})
  const environment = named.exec(text)?.[1]
  const about = { ...on, ...(environment !== undefined && { environment: [environment] }) }
  return act('belay', 'workflow run', riskOfTask(words), { command }, { on: about })
}

/** A statement of SQL, by way of an application. */
const sql = /^(?:php )?bin\/console (?:doctrine:query:sql|dbal:run-sql) (?=\S)/

/** What works on all of an environment runs where its code lies: as a workflow of the team's repository. */
const infrastructure = /^(?:\.\/)?infrastructure\/|\b(?:cdk|terraform)\b/

/** Which environment it is for: `--env staging`, `--context environment=staging`. */
const named = /\s(?:--env(?:ironment)?|(?:-c|--context)[ =]environment)[ =]([a-z][\w-]*)/
