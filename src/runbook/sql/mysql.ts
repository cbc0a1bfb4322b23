import { uncommented } from '../../domain/sql-tokens.ts'

/** What PostgreSQL shows is one parameter of a single name, and these are none of its. */
const shows =
  /^SHOW\s+(?:(?:FULL\s+)?(?:PROCESSLIST|TABLES|COLUMNS|FIELDS|EVENTS|TRIGGERS)|DATABASES|SCHEMAS|ENGINES?|VARIABLES|STATUS|GRANTS|PLUGINS|WARNINGS|ERRORS|PRIVILEGES|PROFILES?|(?:GLOBAL|SESSION)\s+(?:STATUS|VARIABLES)|(?:MASTER|BINARY|SLAVE|REPLICAS?|CREATE|OPEN|TABLE|INDEX|INDEXES|KEYS|CHARACTER|COLLATION|COUNT|RELAYLOG|FUNCTION|PROCEDURE)\b)/i
const verbs =
  /^(?:KILL\s+(?:QUERY\s+|CONNECTION\s+)?\d|DESC(?:RIBE)?\s+\w|USE\s+\w|(?:OPTIMIZE|CHECK|REPAIR|ANALYZE)\s+TABLE\b|FLUSH\s+\w|(?:START|STOP|RESET|CHANGE)\s+(?:SLAVE|REPLICA|MASTER|REPLICATION)\b)/i
const words =
  /`|\\G\s*$|@@(?:global|session|version)\b|\b(?:performance_schema|information_schema\.(?:innodb_\w+|processlist))\b/i

/** Whether a statement is one that MySQL knows and PostgreSQL does not; what stands in its strings and comments says nothing. */
export function isMysql(statement: string): boolean {
  const own = uncommented(statement)
    .replace(/'(?:[^']|'')*'/g, ' ')
    .trim()
  return shows.test(own) || verbs.test(own) || words.test(own)
}
