import type { Line, Text } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'
import { markBlanks, withHoles } from '../shell/blanks.ts'
import type { Fence } from '../shell/found.ts'
import type { PlaceAt } from '../shell/lines.ts'
import { joined } from '../text.ts'
import { isMysql } from './mysql.ts'
import { statementsIn } from './statements.ts'

/** Statements to the system's database: what psql is given with `-c`, or mysql where one of them is its own. */
export function readSql(text: string, placeAt: PlaceAt): Fence {
  const statements = statementsIn(text)
  const client: Text[] = statements.some(one => isMysql(one.text)) ? [['mysql'], ['-e']] : [['psql'], ['-c']]
  const found = statements.map(({ text: statement, offset, remarks }) => {
    const place = placeAt(offset)
    const words: Text[] = [...client, sqlOf(statement)]
    const line: Line = { is: 'pipe', commands: [{ words, sets: [], redirects: [], place }] }
    return { title: remarks.at(-1) ?? '', notes: remarks.slice(0, -1), text: statement, place, line }
  })
  return { found, troubles: [] }
}

/** `$1` is asked for as blanks are. */
const sqlOf = (statement: string): Text =>
  joined(
    statement
      .split(/(\$\d+)(?![\w$])/)
      .flatMap((part, i) =>
        i % 2 === 1
          ? [{ of: 'input' as const, input: inputOf(`value ${part}`) }]
          : withHoles(markBlanks(part)),
      ),
  )
