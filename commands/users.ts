import { z } from 'zod'
import { milliseconds } from '../src/domain/duration.ts'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { lineAt } from '../src/operations/line-at.ts'
import { changeArgs } from './change-args.ts'
import { chosen, look } from './look.ts'
import { request } from './request.ts'

const dayMs = 86_400_000
const pool = z.string().toLowerCase().describe('a pool').optional()

const { service: _, ...others } = changeArgs
const args = z.object({
  pool,
  users: z
    .string()
    .trim()
    .max(2_000)
    .describe('users')
    .default('')
    .meta({ help: 'their names, with blanks between' }),
  ...others,
})

/** Asks for a change of users who are named. */
const change = (name: string, summary: string, more: string): Command =>
  systemCommand({
    name,
    summary,
    more,
    example: `${name} {userPools} instructor-7`,
    args,
    positional: ['pool'],
    rest: 'users',
    short: true,
    permission: 'operators',
    run(call) {
      const pool = chosen(call, 'pool', call.args.pool)
      const users = call.args.users.split(/,?\s+/).filter(word => word !== '')
      if (users.length === 0)
        throw new UserError(`Which users of ${pool}? By their names, with blanks between. As in: {example}`, {
          label: 'Who looks inactive',
          command: `${lineAt('users inactive', call)} --pool ${pool}`,
        })
      return request(call, {
        operation: name,
        input: { pool, users },
        typed: { pool, users: users.join(' ') },
        all: true,
      })
    },
  })

/** What can be typed about the users of a Cognito pool, in the order of the help. */
export const userCommands: Command[] = [
  systemCommand({
    name: 'users inactive',
    summary: 'Users of a Cognito pool that are long unchanged',
    more: 'Or that are disabled.',
    example: 'users inactive {userPools} --older 90d',
    args: z.object({ pool, older: milliseconds(dayMs).default(90 * dayMs) }),
    positional: ['pool'],
    permission: 'responders',
    run(call) {
      const pool = chosen(call, 'pool', call.args.pool)
      return look(call, 'users inactive', { pool, olderMs: call.args.older })
    },
  }),
  change('users disable', 'Keep users of a Cognito pool from signing in', 'Until they are enabled again.'),
  change('users enable', 'Let users of a Cognito pool sign in again', 'Those who were disabled.'),
  change('users remove', 'Delete users of a Cognito pool, for good', 'Those who are named, and nobody else.'),
]
