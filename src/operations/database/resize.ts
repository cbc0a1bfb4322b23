import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { rebootInstance, setClass, setStorage } from '../../ports/calls/rds.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Operation } from '../operation.ts'
import { findInstance, ready } from './find.ts'

const rebooting = z.object({ database: z.string() })

/** Restarts an instance. */
export const reboot = (rds: Rds): Operation<z.infer<typeof rebooting>> => ({
  name: 'db reboot',
  risk: 'change',
  input: rebooting,
  async plan({ database }, where) {
    const found = await findInstance(rds, where, database)
    const { id, place, named, state, resource } = found
    ready(found, where)
    return {
      title: `reboot ${named}`,
      shifts: [{ to: `${id} restarts` }],
      now: [`${id} is ${state.status}`],
      warnings: ['Every connection ends, and it answers nobody until it is back.'],
      calls: [callOf(rebootInstance, { on: id, sets: 'restarted', params: { ...place, instance: id } })],
      resources: [resource],
    }
  },
})

const ofClass = z.object({
  database: z.string(),
  class: z.string().regex(/^db\.[a-z0-9-]+\.[a-z0-9]+$/, 'expected a class such as db.t3.large'),
})

/** Has an instance run on another class, at once. */
export const resize = (rds: Rds): Operation<z.infer<typeof ofClass>> => ({
  name: 'db class',
  risk: 'change',
  input: ofClass,
  async plan({ database, class: to }, where) {
    const found = await findInstance(rds, where, database)
    const { id, place, named, state, resource } = found
    if (state.class === to) throw new UserError(`${named} runs on ${to} already.`)
    ready(found, where)
    const set = (from: string, to: string) =>
      callOf(setClass, {
        on: id,
        sets: `class ${to}, at once`,
        params: { ...place, instance: id, from, to },
      })
    return {
      title: `have ${named} run on ${to}`,
      shifts: [{ from: state.class, to }],
      now: [`${id} is ${state.status}`],
      warnings: [
        state.multiAz
          ? 'It fails over to its other zone meanwhile: every connection ends once.'
          : 'It stands in one zone only, and is away while it changes: every connection ends.',
      ],
      calls: [set(state.class, to)],
      undo: [set(to, state.class)],
      resources: [resource],
    }
  },
})

const ofStorage = z.object({
  database: z.string(),
  storage: z.int().min(1).max(65_536),
})

/** Gives an instance more storage: it cannot be made smaller. */
export const grow = (rds: Rds): Operation<z.infer<typeof ofStorage>> => ({
  name: 'db storage',
  risk: 'change',
  input: ofStorage,
  async plan({ database, storage: to }, where) {
    const found = await findInstance(rds, where, database)
    const { id, place, named, state, resource } = found
    const least = Math.ceil(state.storage * 1.1)
    if (to < least)
      throw new UserError(
        `${named} has ${state.storage} GiB. Storage only grows, by a tenth at least: ${least} or more, as in: db storage ${least}`,
      )
    ready(found, where)
    return {
      title: `give ${named} ${to} GiB of storage`,
      shifts: [{ from: `${state.storage} GiB`, to: `${to} GiB` }],
      now: [
        ...(state.maxStorage ? [`It grows by itself to ${state.maxStorage} GiB`] : []),
        `${id} is ${state.status}`,
      ],
      warnings: [
        'It cannot be made smaller again, and RDS lets its storage be changed again only after six hours.',
      ],
      calls: [
        callOf(setStorage, {
          on: id,
          sets: `${to} GiB of storage`,
          params: { ...place, instance: id, from: state.storage, to },
        }),
      ],
      resources: [resource],
    }
  },
})
