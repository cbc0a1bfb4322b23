import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { asTyped, inWords } from '../../domain/duration.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { LogEvent, Logs } from '../../ports/logs.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Read } from '../read.ts'
import { again, type Found, findInstance, lineFor } from './find.ts'

const input = z.object({ database: z.string(), sinceMs: z.int().positive() })

const most = { read: 2_000, shown: 25, statement: 200, fileLines: 5_000 }
const searchMs = 15_000

interface Slow {
  at?: number
  ms: number
  statement: string
}

/** What an instance's log says took long, the longest first: from its log group, or where it has none from its log file. */
export const slowLog = (rds: Rds, logs: Logs, now: () => number): Read<z.infer<typeof input>> => {
  async function fromGroup({ id, place, state }: Found, sinceMs: number) {
    const kind = state.engine.includes('postgres') ? 'postgresql' : 'slowquery'
    const group = `/aws/rds/instance/${id}/${kind}`
    const query = { words: ['duration:'], from: now() - sinceMs, to: now() }
    const found = await logs.search({ group, ...place }, query, { events: most.read, timeoutMs: searchMs })
    return { from: group, events: found.events, short: found.short }
  }

  async function fromFile({ id, place }: Found) {
    const [file] = await rds.logFiles(id, place)
    const text = file && (await rds.log(id, file.name, most.fileLines, place))
    return {
      from: file?.name ?? 'its log files, of which there are none',
      events: (text ?? '').split('\n').map(line => ({ text: line })),
      short: `it has no log group, so that only the end of ${file?.name ?? 'its log'} was read`,
    }
  }

  return {
    name: 'db slow-log',
    input,
    async read({ database, sinceMs }, where) {
      const found = await findInstance(rds, where, database)
      const read = await fromGroup(found, sinceMs).catch(error => {
        if (error instanceof OutsideError && /there is no log group/.test(error.message))
          return fromFile(found)
        throw error
      })
      const slow = read.events.flatMap(slowIn).sort((a, b) => b.ms - a.ms)
      const { queryMs } = where.settings.thresholds ?? {}
      const tooSlow = slow.filter(({ ms }) => queryMs !== undefined && ms > queryMs).length
      return {
        ...(queryMs !== undefined && { state: tooSlow > 0 ? ('unsettled' as const) : ('fine' as const) }),
        title: `${slow.length === 0 ? 'Nothing' : counted(slow.length, 'statement')} in the log of ${found.named} with how long ${slow.length === 1 ? 'it' : 'they'} took, ${inWords(sinceMs)}`,
        lines: [
          `Read from ${read.from}.`,
          ...(tooSlow > 0 ? [`${tooSlow} took more than ${queryMs} ms, which is the threshold.`] : []),
          ...(read.short === undefined ? [] : [`There may be more: ${read.short}.`]),
          ...(slow.length === 0
            ? ['PostgreSQL writes down what takes long once log_min_duration_statement is set.']
            : []),
        ],
        table: {
          columns: ['Seconds', 'When', 'Statement'],
          rows: slow
            .slice(0, most.shown)
            .map(({ ms, at, statement }): Cell[] => [
              (ms / 1000).toFixed(1),
              at === undefined ? '' : { at },
              statement.slice(0, most.statement),
            ]),
        },
        offers: [
          ...(slow.length === 0
            ? [
                {
                  label: `Log what takes ${asTyped(queryMs ?? 1_000)}`,
                  command: `${lineFor('db parameter', where, database)} --parameter log_min_duration_statement --value ${queryMs ?? 1_000} --for 1h`,
                },
              ]
            : []),
          again('db slow-log', where, database),
        ],
      }
    },
  }
}

/** PostgreSQL's `duration: 1234.5 ms  statement: select …`, of a statement, or of one that was prepared. */
function slowIn({ at, text }: Partial<LogEvent> & { text: string }): Slow[] {
  const [, ms, statement] =
    /\bduration: (\d+(?:\.\d+)?) ms(?:\s+(?:statement|(?:execute|parse|bind) [^:]{0,100}):\s*([\s\S]*))?/.exec(
      text,
    ) ?? []
  if (ms === undefined) return []
  return [
    { ...(at !== undefined && { at }), ms: Number(ms), statement: (statement ?? '').replace(/\s+/g, ' ') },
  ]
}
