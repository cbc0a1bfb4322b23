import type { Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import { masked } from '../aws/holes.ts'
import { joined } from '../text.ts'
import { statementsIn } from './statements.ts'

interface Change {
  form: RegExp
  as(found: Text[]): { operation: string; input: Record<string, Tree> }
}

/** What stands for a blank. */
const blank = '\uE100\\d+\uE101'
const name = `(?:[\\w."]|${blank})+`
const names = `(${name}(?:\\s*,\\s*${name})*)`

/** Statements that change something and that Belay has an operation for, word for word: one more is a line here. */
const changes: Change[] = [
  {
    form: new RegExp(`^VACUUM (?:ANALY[SZ]E|\\( ?ANALY[SZ]E ?\\)) ${names}$`, 'i'),
    as: ([tables = []]) => ({ operation: 'db vacuum', input: { tables } }),
  },
  {
    form: new RegExp(`^REINDEX TABLE (?:CONCURRENTLY )?${names}$`, 'i'),
    as: ([tables = []]) => ({ operation: 'db reindex', input: { tables } }),
  },
  {
    form: new RegExp(
      `^SELECT pg_terminate_backend ?\\( ?pid ?\\) FROM pg_stat_activity WHERE state = 'idle' AND (?:query_start|state_change) < now\\(\\) - interval '(\\d{1,3}|${blank}) (m|h|d)(?:inute|our|ay)s?'$`,
      'i',
    ),
    as: ([count = [], unit = []]) => ({
      operation: 'db end-idle',
      input: { older: joined([...count, ...unit]) },
    }),
  },
]

/** Its blanks are asked for, wherever they stand. */
export function changeOf(statement: Text): ReturnType<Change['as']> | undefined {
  const { text, back } = masked(statement)
  const [only] = statementsIn(text)
  const words = only?.text.replace(/\s+/g, ' ').trim() ?? ''
  for (const { form, as } of changes) {
    const found = form.exec(words)
    if (found) return as(found.slice(1).map(back))
  }
  return undefined
}
