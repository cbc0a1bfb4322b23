import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { databaseArg, databaseOf } from '../db/database.ts'
import { look } from '../look.ts'

/** A look at a MongoDB that takes nothing but which one. */
const lookAt = (name: string, summary: string, ...knownAs: string[]): Command =>
  systemCommand({
    name,
    knownAs,
    summary,
    example: `${name} {databases mongodb}`,
    args: z.object(databaseArg),
    positional: ['database'],
    permission: 'responders',
    run: call => look(call, name, { database: databaseOf(call, 'mongodb') }),
  })

const mongoExplain: Command = systemCommand({
  name: 'mongo explain',
  summary: 'How MongoDB finds what a query asks for',
  more: 'A query that the system file names.',
  example: 'mongo explain {query}',
  args: z.object({ ...databaseArg, query: z.string().trim().toLowerCase().describe('a query').optional() }),
  positional: ['query'],
  permission: 'responders',
  run: call => {
    const { query } = call.args
    const input = { database: databaseOf(call, 'mongodb'), ...(query !== undefined && { query }) }
    return look(call, 'mongo explain', input)
  },
})

/** What can be typed about MongoDB, in the order of the help. */
export const mongoCommands: Command[] = [
  lookAt(
    'mongo info',
    'Whether a MongoDB answers, its size and connections',
    'mongo stats',
    'mongo ping',
    'mongosh',
  ),
  lookAt('mongo operations', 'What runs in a MongoDB now, the longest first'),
  lookAt('mongo indexes', 'The indexes of a MongoDB’s collections'),
  mongoExplain,
]
