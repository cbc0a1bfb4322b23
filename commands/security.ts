import { z } from 'zod'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { lineAt } from '../src/operations/line-at.ts'
import { databaseArg, databaseOf } from './db/database.ts'
import { look } from './look.ts'

/** AWS knows of the last 400 days when a role was used. */
const Days = z
  .string()
  .regex(/^(?:[1-9]\d?|[1-3]\d\d|400)$/, 'expected a number of days, up to 400')
  .transform(Number)
  .default(90)
  .describe('a number of days')

const Group = z
  .string()
  .toLowerCase()
  .regex(/^sg-[0-9a-f]{1,17}$/, 'expected a security group such as sg-0a1b2c3d4e5f60718')
  .describe('a security group')

const Role = z
  .string()
  .trim()
  .regex(/^[\w+=,.@-]{1,64}$/, 'expected the name of a role of IAM')
  .describe('a role')

const audit = (name: string, summary: string): Command =>
  systemCommand({
    name,
    summary,
    example: `${name} --days 90`,
    args: z.object({ days: Days }),
    positional: ['days'],
    permission: 'responders',
    run: call => look(call, name, { days: call.args.days }),
  })

/** What is open that should not be, and what is old or left behind: of the account and region of a system. */
export const securityCommands: Command[] = [
  audit('security', 'What is open, old or left behind in the account'),
  systemCommand({
    name: 'security groups',
    aliases: ['security group'],
    knownAs: ['aws ec2 describe-security-groups'],
    summary: 'Security groups that let everybody in',
    more: 'Or all that one of them, or a database, lets in.',
    example: 'security groups --database {databases rds}',
    args: z.object({ group: Group.optional(), ...databaseArg }),
    positional: ['group'],
    permission: 'responders',
    run(call) {
      const { group, database } = call.args
      if (group !== undefined) return look(call, 'security group', { group })
      if (database === undefined) return look(call, 'security groups')
      return look(call, 'security group', { database: databaseOf(call, 'rds') })
    },
  }),
  audit('security secrets', 'Secrets that nobody has rotated for so many days'),
  audit('security roles', 'IAM roles that nobody has used for so many days'),
  systemCommand({
    name: 'security role',
    summary: 'What an IAM role may use and has not used',
    more: 'For so many days, service by service.',
    example: 'security role {service}-task --days 90',
    args: z.object({ role: Role.optional(), days: Days }),
    positional: ['role', 'days'],
    permission: 'responders',
    run(call) {
      const { role, days } = call.args
      if (role === undefined)
        throw new UserError('Which role? By its name in IAM, as in: {example}', {
          label: 'Unused roles',
          command: lineAt('security roles', call),
        })
      return look(call, 'security role', { role, days })
    },
  }),
]
