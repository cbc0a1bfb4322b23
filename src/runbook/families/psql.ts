import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { changeOf } from '../sql/changes.ts'
import { renamedIn } from '../sql/renamed.ts'
import { riskOfSql } from '../sql/risk.ts'
import { statementsIn } from '../sql/statements.ts'
import { literal, shown } from '../text.ts'
import { act, byHand, type Family, type Judged } from './family.ts'
import { elsewhere, hostOf, optionsIn, strayIn, strays, withDoubt } from './options.ts'

const valued = [
  'c',
  'command',
  'h',
  'host',
  'U',
  'username',
  'd',
  'dbname',
  'p',
  'port',
  'f',
  'file',
  'v',
  'set',
  'o',
  'output',
]

/** Of an address only the name of its database is told: a password may stand in it. */
const nameIn = (database: Text): string =>
  /([\w-]{1,40})(?:\?.*)?$/.exec(shown(database))?.[1] ?? 'with an address'

/** How it prints what it finds, and how it is let in. */
const shaping = 't A q X x w W l L a e b n s S 1 H csv tuples-only no-align expanded no-psqlrc quiet'.split(
  ' ',
)

/** A statement to PostgreSQL: what only reads is run as such, within limits of time and rows. */
export const psql: Family = {
  names: ['psql'],
  judge({ words }) {
    const said = optionsIn(words.slice(1), valued)
    const { options, positional } = said
    const statement = options.c ?? options.command
    if (options.f ?? options.file) return byHand('it takes a file of your machine', 'change')
    if (options.o ?? options.output) return byHand('it writes a file on your machine', 'change')
    if (said.repeated.some(name => name === 'c' || name === 'command'))
      return byHand('it is several statements at once', 'change', 'write one statement a step')
    const stray = strayIn(said, [...valued, ...shaping])
    if (stray ?? options.v ?? options.set) return byHand(strays(stray ?? '-v'), 'change')
    if (options.l) return act('postgres', 'sql', 'read', { statement: ['SELECT datname FROM pg_database'] })
    if (statement === undefined || statement === true)
      return byHand('it opens a session that somebody sits at', 'change')
    const database = options.d ?? options.dbname ?? positional[0]
    return withDoubt(
      sqlOf(statement, hostOf(options.h ?? options.host)),
      database && database !== true ? `psql ${nameIn(database)}: ${elsewhere}` : undefined,
    )
  },
}

/** One statement. */
export function sqlOf(statement: Text, where: { on?: Action['on'] } = {}): Judged {
  const text = shown(statement).trim()
  if (text.startsWith('\\'))
    return byHand(
      'it is a command of psql itself',
      'read',
      `write ${text.split(/\s/)[0]} as a statement of SQL`,
    )
  const statements = statementsIn(text)
  if (statements.length !== 1)
    return byHand('it is several statements at once', riskOfSql(text), 'write one statement a step')
  const risk = riskOfSql(statements[0]!.text)
  const troubles = renamedIn(text)
  if (risk === 'read') return { ...act('postgres', 'sql', 'read', { statement }, where), troubles }
  const change = literal(statement) === undefined ? undefined : changeOf(statements[0]!.text)
  if (change) return { ...act('belay', change.operation, risk, change.input), troubles }
  return byHand(
    `Belay has no operation for ${text.split(/\s+/, 2).join(' ').replace(/\(.*/s, '')}`,
    risk,
    ...troubles,
  )
}
