import type { Line, Text } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'
import { markBlanks, withHoles } from '../shell/blanks.ts'
import type { Fence } from '../shell/fence.ts'
import type { PlaceAt } from '../shell/lines.ts'
import { joined } from '../text.ts'
import { statementsIn } from './statements.ts'

/** Statements to the system's database: what psql is given with `-c`. */
export const readSql = (text: string, placeAt: PlaceAt): Fence => ({
  troubles: [],
  found: statementsIn(text).map(({ text: statement, offset, remarks }) => {
    const place = placeAt(offset)
    const words: Text[] = [['psql'], ['-c'], sqlOf(statement)]
    const line: Line = { is: 'pipe', commands: [{ words, sets: [], redirects: [], place }] }
    return { title: remarks.at(-1) ?? '', notes: remarks.slice(0, -1), text: statement, place, line }
  }),
})

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
