import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Read } from '../read.ts'
import { again, instanceOf, lineFor } from './find.ts'

const listing = z.object({ database: z.string() })
/** So many of the latest files are told of. */
const most = 40

/** The log files of an instance, the latest first. */
export const logFiles = (rds: Rds): Read<z.infer<typeof listing>> => ({
  name: 'db log-files',
  input: listing,
  async read({ database }, where) {
    const { id, place, named } = instanceOf(where, database)
    const all = await rds.logFiles(id, place)
    const [latest] = all
    return {
      title:
        all.length === 0 ? `${named} has no log files` : `${counted(all.length, 'log file')} of ${named}`,
      lines: all.length > most ? [`These are the latest ${most}.`] : [],
      table: {
        columns: ['File', 'KB', 'Written'],
        rows: all
          .slice(0, most)
          .map(({ name, size, writtenAt }) => [name, Math.ceil(size / 1024), { at: writtenAt }]),
      },
      offers: [
        ...(latest
          ? [
              {
                label: 'Read the latest',
                command: `${lineFor('db log-file', where, database)} --file ${latest.name}`,
              },
            ]
          : []),
        again('db log-files', where, database),
      ],
    }
  },
})

const reading = z.object({
  database: z.string(),
  file: z
    .string()
    .regex(/^[\w./-]{1,200}$/, 'expected the name of a log file')
    .optional(),
  lines: z.int().min(1).max(5_000),
})

/** The end of a log file: the one that is named, or the latest. */
export const logFile = (rds: Rds): Read<z.infer<typeof reading>> => ({
  name: 'db log-file',
  input: reading,
  async read({ database, file: named, lines }, where) {
    const { id, place, named: whose } = instanceOf(where, database)
    const file = named ?? (await rds.logFiles(id, place))[0]?.name
    const show = { label: 'Show log files', command: lineFor('db log-files', where, database) }
    if (file === undefined) throw new UserError(`${whose} has no log files.`, show)
    const text = await rds.log(id, file, lines, place)
    if (text === undefined) throw new UserError(`${whose} has no log file ${file}.`, show)
    const written = text.trimEnd()
    const count = written === '' ? 0 : written.split('\n').length
    return {
      title: `${file} of ${whose}: ${count === 0 ? 'it is empty' : `its last ${counted(count, 'line')}`}`,
      ...(written !== '' && { output: written }),
      offers: [show],
    }
  },
})
