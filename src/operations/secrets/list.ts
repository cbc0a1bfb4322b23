import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import type { Cell } from '../../domain/reading.ts'
import type { ManagedSecret } from '../../domain/secret-settings.ts'
import type { SecretStore, StoredSecret } from '../../ports/secret-store.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { lineForSecret } from './find.ts'

interface Row {
  name: string
  settings: ManagedSecret
  state: StoredSecret | undefined
  ageMs: number
  isOld: boolean
}

/** The secrets of an environment, those that are too old and then the oldest first: how old each value is, and who uses it. No value is read. */
export const listSecrets = (store: SecretStore, now: () => number): Read => ({
  name: 'secrets',
  input: z.object({}),
  async read(_, where) {
    const { settings, system, environment } = where
    const all = Object.entries(settings.secrets ?? {})
    const rows = await Promise.all(
      all.map(async ([name, settings]): Promise<Row> => {
        const state = await store.secret(settings.sm, accountOf(where.settings))
        const ageMs = state?.current ? now() - state.current.at : 0
        return { name, settings, state, ageMs, isOld: ageMs > (settings.maxAge ?? Number.POSITIVE_INFINITY) }
      }),
    )
    rows.sort((a, b) => Number(b.isOld) - Number(a.isOld) || b.ageMs - a.ageMs)
    const old = rows.filter(({ isOld }) => isOld)
    return {
      state: old.length > 0 || rows.some(({ state }) => !state?.current) ? 'unsettled' : 'fine',
      title: titleOf(`${system.title} ${environment}`, rows.length, old.length),
      lines: linesOf(rows),
      ...(rows.length > 0 && {
        table: {
          columns: ['Name', 'In Secrets Manager', 'Set', 'Age', 'At most', 'Made by', 'Used by'],
          rows: rows.map(cells),
        },
      }),
      offers: [...rows.slice(0, 2).map(row => next(row, where)), again(where)],
    }
  },
})

const titleOf = (place: string, count: number, old: number): string =>
  count === 0
    ? `${place} names no secrets in its system file`
    : `${counted(count, 'secret')} of ${place}, ${old === 0 ? 'none too old' : `${old} too old`}`

const makers = { belay: 'Belay', aws: 'AWS', person: 'a person' }

const cells = ({ settings, state, ageMs, name }: Row): Cell[] => [
  name,
  settings.sm,
  state?.current ? { at: state.current.at } : 'never',
  state?.current ? inWords(ageMs) : '',
  settings.maxAge === undefined ? '' : inWords(settings.maxAge),
  makers[settings.from],
  [...(settings.database ? [`the database ${settings.database}`] : []), ...settings.services].join(', '),
]

const linesOf = (rows: Row[]): string[] =>
  rows.flatMap(({ name, settings, state }) => [
    ...(state ? [] : [`Secrets Manager has no secret ${settings.sm}, which the system file calls ${name}.`]),
    ...(state?.deletedAt === undefined ? [] : [`${settings.sm} is being deleted.`]),
    ...(state && !state.current ? [`${settings.sm} has no value yet.`] : []),
    ...(state?.pending ? [`${name} has a value that was put aside and is not current yet.`] : []),
    ...(state && settings.from === 'aws' && !state.rotates ? [`AWS does not rotate ${name} by itself.`] : []),
  ])

const next = ({ name, settings }: Row, where: Where) =>
  settings.from === 'person'
    ? { label: `Give ${name}`, command: lineForSecret('secret put', where, name) }
    : { label: `Rotate ${name}`, command: lineForSecret('secret rotate', where, name) }

const again = ({ system, environment }: Where) => ({
  label: 'Again',
  command: lineAt('secrets', { system, environment }),
})
