import { riskOfSql } from '../sql/risk.ts'
import { literal, shown } from '../text.ts'
import { byHand, type Family } from './family.ts'
import { optionsIn } from './options.ts'

const why = 'Belay asks PostgreSQL, MongoDB and Redis, and no other database'

/** Clients of databases that Belay has none for: what they are told still says what it would do. */
export const otherDatabases: Family = {
  names: [
    'mysql',
    'mariadb',
    'mysqladmin',
    'mysqldump',
    'sqlite3',
    'sqlcmd',
    'sqlplus',
    'cqlsh',
    'clickhouse-client',
  ],
  judge({ words }) {
    const { options } = optionsIn(words.slice(1), [
      'e',
      'execute',
      'u',
      'user',
      'h',
      'host',
      'P',
      'port',
      'D',
      'database',
      'q',
      'query',
      'Q',
    ])
    const said = [options.e, options.execute, options.q, options.query, options.Q].find(
      one => one !== undefined && one !== true,
    )
    if (Array.isArray(said)) return byHand(why, riskOfSql(shown(said)))
    return /^(?:mysql|mariadb)$/.test(literal(words[0]) ?? '')
      ? byHand('it opens a session that somebody sits at', 'change')
      : byHand(why, 'change')
  },
}
