import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { shown } from '../text.ts'
import { act, byHand, type Judged } from './family.ts'

const shells =
  /^(?:\S*\/)?(?:ba|z|da|a)?sh(?:\s+-[il]+)?$|^(?:irb|python3?|node|rails c(?:onsole)?|top|htop|vi|vim|nano)$/

/** A command of a team's own, which the system's file names: it is run in a service's container, never as free text. */
export function taskOf(command: Text, on: Action['on']): Judged {
  const text = shown(command).trim()
  if (shells.test(text)) return byHand('it opens a session that somebody sits at', 'change')
  return act('task', 'task', riskOf(text), { command }, on ? { on } : {})
}

const reads =
  /\b(?:list|stats|status|once|report|check|health|validate|indexes (?:list|analyze)|audit|scan|test|analy[sz]e|--dry-run|--list|pg_isready|doctrine:query:sql "?SELECT)\b/i
const destroys = /\b(?:restore|clean|drop|delete|destroy|reset|purge|flush)\b/i

/** By its name; what is not known to only look is a change. */
const riskOf = (text: string) => (destroys.test(text) ? 'destructive' : reads.test(text) ? 'read' : 'change')
