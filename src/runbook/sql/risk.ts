import type { Risk } from '../../domain/run/plan.ts'
import { uncommented } from '../../domain/sql-tokens.ts'

/** Functions that change something from within a SELECT. */
const acts =
  /\b(?:pg_(?:terminate_backend|cancel_backend|reload_conf|rotate_logfile|switch_wal|promote|create_\w+|drop_\w+|logical_\w+|advisory_\w*lock\w*|stat_(?:statements_)?reset\w*)|set_config|setval|nextval|lo_\w+|dblink\w*)\s*\(/i

/** What a statement does, by its first word and by what stands in it. A string may hold anything, and only makes it riskier. */
export function riskOfSql(statement: string): Risk {
  const words = uncommented(statement)
    .replace(/^[\s(]+/, '')
    .trim()
  const verb = /^[a-z]+/i.exec(words)?.[0]?.toUpperCase() ?? ''
  if (['DROP', 'TRUNCATE', 'DELETE'].includes(verb)) return 'destructive'
  if (verb === 'EXPLAIN') {
    const inner = words.replace(/^EXPLAIN\s*(?:\([^)]*\)|(?:ANALY[SZ]E|VERBOSE)\s*)*/i, '')
    return /\bANALY[SZ]E\b/i.test(words) ? riskOfSql(inner) : 'read'
  }
  if (['SELECT', 'SHOW', 'VALUES', 'TABLE', 'WITH'].includes(verb)) {
    if (/\b(?:DELETE\s+FROM|TRUNCATE|DROP)\b/i.test(words)) return 'destructive'
    return acts.test(words) ||
      /\b(?:INSERT\s+INTO|UPDATE\s+\w|FOR\s+(?:NO\s+KEY\s+)?UPDATE|INTO\s+(?:TEMP|TABLE|\w+\s+FROM))\b/i.test(
        words,
      )
      ? 'change'
      : 'read'
  }
  return 'change'
}
