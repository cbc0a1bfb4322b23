import type { Risk } from '../../domain/run/plan.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { literal, shown, spaced } from '../text.ts'
import { curl } from './curl.ts'
import { mongosh } from './mongosh.ts'
import { psql } from './psql.ts'
import { redisCli } from './redis.ts'

const clients = [psql, redisCli, mongosh, curl]
const nowhere = { file: '', line: 1, column: 1 }

const reads =
  /\b(?:list|stats|status|once|report|check|health|validate|indexes (?:list|analyze)|audit|scan|test|analy[sz]e|pg-isready|cdk diff|doctrine:query:sql "?SELECT)\b/i
const tries = /--(?:dry-run|list)\b/i
const changes =
  /\b(?:add|apply|create|disable|enable|fix|kill|post|publish|put|restart|send|set|start|stop|update|write)\b/i
const destroys = /\b(?:rm|restore|clean|drop|delete|destroy|reset|purge|flush)\b/i

/** What a client of a database is told in a container, does what it does anywhere; the rest is judged by its name. */
export function riskOfTask(words: readonly Text[]): Risk {
  const client = clients.find(({ names }) => names.includes(literal(words[0]) ?? ''))
  if (!client) return byName(shown(spaced(words)))
  const told = { words: [...words], sets: [], redirects: [], place: nowhere }
  const judged = client.judge(told, { aws: () => undefined })
  return 'action' in judged ? judged.action.risk : judged.risk
}

/** What is not known to only look is a change. What it is given by its options tells nothing of what it does. */
function byName(command: string): Risk {
  const text = command.replaceAll('_', '-')
  if (destroys.test(text)) return 'destructive'
  // A dry run that is switched off is none, whatever else is only looked at.
  if (/--dry-run=(?:no|false|0)\b/i.test(text)) return 'change'
  const [name = ''] = text.split(/\s-/, 1)
  return tries.test(text) || (reads.test(name) && !changes.test(name)) ? 'read' : 'change'
}
