import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import { instanceResource, parameterGroupResource } from '../../domain/run/resource.ts'
import { callOf } from '../../ports/calls/call.ts'
import { setParameter } from '../../ports/calls/rds.ts'
import type { Parameter, Rds } from '../../ports/rds.ts'
import type { Operation, Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { again, type Found, findInstance, lineFor } from './find.ts'

/** What of PostgreSQL's log can be set here, each to values that do no harm, and what that means. */
const settable: Record<string, { takes: RegExp; as: string; means(value: string): string | undefined }> = {
  log_statement: {
    takes: /^(?:none|ddl|mod|all)$/,
    as: 'none, ddl, mod or all',
    means: value =>
      value === 'all'
        ? 'Every statement is written into the log, with what people have typed into it.'
        : undefined,
  },
  log_min_duration_statement: {
    takes: /^(?:-1|\d{1,7})$/,
    as: 'milliseconds from which on a statement is logged, or -1 for none',
    means: value =>
      Number(value) >= 0 && Number(value) < 100
        ? 'Nearly every statement is written into the log.'
        : undefined,
  },
  log_connections: { takes: /^[01]$/, as: '0 or 1', means: () => undefined },
  log_disconnections: { takes: /^[01]$/, as: '0 or 1', means: () => undefined },
  log_lock_waits: { takes: /^[01]$/, as: '0 or 1', means: () => undefined },
}
const settableNames = Object.keys(settable)

function groupOf({ state, id }: Found): string {
  if (state.parameterGroup === undefined) throw new UserError(`${id} has no parameter group.`)
  return state.parameterGroup
}

const looking = z.object({ database: z.string() })

/** What is set in the parameter group of an instance, and what of its log can be. */
export const parameters = (rds: Rds): Read<z.infer<typeof looking>> => ({
  name: 'db parameters',
  input: looking,
  async read({ database }, where) {
    const found = await findInstance(rds, where, database)
    const group = groupOf(found)
    const all = await rds.parameters(group, settableNames, found.place)
    const set = all.filter(({ isSet }) => isSet)
    return {
      title: `Parameters of ${found.named}: ${set.length} set in ${group}`,
      lines: found.state.waitsForReboot ? ['Some of them count from its next reboot on.'] : [],
      table: {
        columns: ['Parameter', 'Value', 'Can be'],
        rows: all.map(({ name, value, isSet }): Cell[] => [
          name,
          isSet ? (value ?? '') : "the engine's own",
          Object.hasOwn(settable, name) ? settable[name]!.as : '',
        ]),
      },
      offers: [
        {
          label: 'Log what takes 1 s',
          command: `${lineFor('db parameter', where, database)} --parameter log_min_duration_statement --value 1000 --for 1h`,
        },
        again('db parameters', where, database),
      ],
    }
  },
})

const whatCanBe = (where: Where, database: string) => ({
  label: 'What can be set',
  command: lineFor('db parameters', where, database),
})

const input = z.object({ database: z.string(), parameter: z.string(), value: z.string() })

/** Sets what PostgreSQL writes into its log, at once. */
export const parameter = (rds: Rds): Operation<z.infer<typeof input>> => ({
  name: 'db parameter',
  risk: 'change',
  input,
  onlyForAWhile: ({ parameter, value }) =>
    parameter === 'log_statement' && value === 'all'
      ? 'log_statement all writes everything into the log, and is for a while'
      : undefined,
  async plan({ database, parameter: name, value }, where) {
    const rule = Object.hasOwn(settable, name) ? settable[name]! : undefined
    if (!rule)
      throw new UserError(
        `${name.slice(0, 60)} is not set from here: ${settableNames.join(', ')} are. As in: db parameter log_min_duration_statement 1000 --for 1h`,
        whatCanBe(where, database),
      )
    if (value !== 'default' && !rule.takes.test(value))
      throw new UserError(
        `${name} takes ${rule.as}; or default, for the engine's own.`,
        whatCanBe(where, database),
      )
    const found = await findInstance(rds, where, database)
    const group = groupOf(found)
    if (group.startsWith('default.'))
      throw new UserError(
        `${found.id} has AWS's own parameter group ${group}, which nobody can change: give it one of its own first.`,
      )
    const [all, users] = await Promise.all([
      rds.parameters(group, [name], found.place),
      rds.users(group, found.place),
    ])
    const is = all.find(one => one.name === name)
    if (!is?.isDynamic)
      throw new UserError(`${name} is no parameter of ${group} that counts without a reboot.`)
    const from = setTo(is)
    const to = value === 'default' ? null : value
    if (from === to) throw new UserError(`${name} is ${shown(to)} already.`)
    const set = (from: string | null, to: string | null) =>
      callOf(setParameter, {
        on: group,
        sets: `${name} to ${shown(to)}, at once`,
        params: { ...found.place, group, parameter: name, from, to },
      })
    const others = users.filter(id => id !== found.id)
    const means = to === null ? undefined : rule.means(to)
    return {
      title: `set ${name} of ${found.named}`,
      shifts: [{ from: shown(from), to: shown(to) }],
      now: [],
      warnings: [
        ...(means === undefined ? [] : [means]),
        ...(others.length > 0 ? [`${others.join(', ')} has the same group: it counts there as well.`] : []),
      ],
      calls: [set(from, to)],
      undo: [set(to, from)],
      resources: [
        found.resource,
        parameterGroupResource(where.settings, group),
        ...others.map(id => instanceResource(where.settings, id)),
      ],
    }
  },
})

const setTo = ({ isSet, value }: Parameter): string | null => (isSet ? (value ?? null) : null)
const shown = (value: string | null): string => value ?? "the engine's own"
