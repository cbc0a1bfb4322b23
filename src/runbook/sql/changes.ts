import type { Tree } from '../../domain/runbook/verdict.ts'

interface Change {
  form: RegExp
  as(found: string[]): { operation: string; input: Record<string, Tree> }
}

const names = '((?:[\\w."]+)(?:\\s*,\\s*[\\w."]+)*)'

/** Statements that change something and that Belay has an operation for, word for word: one more is a line here. */
const changes: Change[] = [
  {
    form: new RegExp(`^VACUUM (?:ANALY[SZ]E|\\( ?ANALY[SZ]E ?\\)) ${names}$`, 'i'),
    as: ([tables = '']) => ({ operation: 'db vacuum', input: { tables: [tables] } }),
  },
  {
    form: new RegExp(`^REINDEX TABLE (?:CONCURRENTLY )?${names}$`, 'i'),
    as: ([tables = '']) => ({ operation: 'db reindex', input: { tables: [tables] } }),
  },
  {
    form: /^SELECT pg_terminate_backend ?\( ?pid ?\) FROM pg_stat_activity WHERE state = 'idle' AND (?:query_start|state_change) < now\(\) - interval '(\d{1,3}) (minute|hour|day)s?'$/i,
    as: ([count = '', unit = '']) => ({
      operation: 'db end-idle',
      input: { older: [`${count}${unit[0]!.toLowerCase()}`] },
    }),
  },
]

export function changeOf(statement: string): ReturnType<Change['as']> | undefined {
  const words = statement.replace(/\s+/g, ' ').trim()
  for (const { form, as } of changes) {
    const found = form.exec(words)
    if (found) return as(found.slice(1))
  }
  return undefined
}
