import type { Text } from '../../domain/runbook/line.ts'
import { uncommented } from '../../domain/sql-tokens.ts'
import { givingUser } from '../giving.ts'
import { changeOf } from '../sql/changes.ts'
import { isMysql } from '../sql/mysql.ts'
import { passwordIn } from '../sql/password.ts'
import { renamedIn } from '../sql/renamed.ts'
import { riskOfSql } from '../sql/risk.ts'
import { slipIn } from '../sql/slip.ts'
import { statementsIn } from '../sql/statements.ts'
import { literal, shown } from '../text.ts'
import { type ClientPlace, clientPlace, isAddress, onPlace, optionOf, toldAt } from './client-place.ts'
import { act, byHand, type Family, type Judged } from './family.ts'
import { type Options, optionsIn, strayIn, strays } from './options.ts'

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
    const stray = strayIn(said, [...valued.filter(name => name !== 'v' && name !== 'set'), ...shaping])
    if (stray) return byHand(strays(stray), 'change')
    if (!options.l && (statement === undefined || statement === true))
      return byHand('it opens a session that somebody sits at', 'change')
    const database = optionOf(said, 'd') ?? positional[0] ?? optionOf(said, 'dbname')
    if (database !== true && literal(database)?.includes('=') && !isAddress(database))
      return byHand('it names its database in words of psql itself', 'change', whole)
    const place = placeOf(said, database)
    const asked = options.l ? databases : (statement as Text)
    return toldAt('database', place, riskOfSql(shown(asked)), there => sqlOf(asked, there))
  },
}

const databases: Text = ['SELECT datname FROM pg_database']
const whole = 'write it as postgres://host:port/database, or leave it to the system file'

function placeOf(said: Options, database: Text | true | undefined): ClientPlace {
  const given = { host: optionOf(said, 'h', 'host'), port: optionOf(said, 'p', 'port') }
  return database !== true && isAddress(database)
    ? clientPlace(given, database)
    : clientPlace({ ...given, database })
}

/** One statement. */
export function sqlOf(statement: Text, place: ClientPlace = {}): Judged {
  const text = shown(statement).trim()
  if (text.startsWith('\\'))
    return byHand(
      'it is a command of psql itself',
      'read',
      `write ${text.split(/\s/)[0]} as a statement of SQL`,
    )
  if (isMysql(text)) return byHand('it is MySQL, and psql asks PostgreSQL', riskOfSql(text))
  if (/\\\w+\s*$/.test(text))
    return byHand('it ends in a command of psql itself', 'change', 'write one statement a step, without it')
  const statements = statementsIn(text)
  if (statements.length !== 1)
    return byHand('it is several statements at once', riskOfSql(text), 'write one statement a step')
  const risk = riskOfSql(statements[0]!.text)
  const slip = slipIn(text)
  if (slip !== undefined) return byHand('it cannot be carried out as it stands', risk, slip)
  const troubles = renamedIn(text)
  const where = onPlace('database', place)
  if (risk === 'read') return { ...act('postgres', 'sql', 'read', { statement }, where), troubles }
  const given = givingUser(passwordIn(statement), place)
  if (given) return { ...given, troubles }
  const change = changeOf(statement)
  if (change) return { ...act('belay', change.operation, risk, change.input, where), troubles }
  return byHand(
    `Belay has no operation for ${uncommented(text)
      .replace(/^[\s(]+/, '')
      .split(/\s+/, 2)
      .join(' ')
      .replace(/\(.*/s, '')}`,
    risk,
    ...troubles,
  )
}
