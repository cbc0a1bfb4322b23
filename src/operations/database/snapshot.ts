import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { createSnapshot, deleteSnapshot as deleting } from '../../ports/calls/rds.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Operation } from '../operation.ts'
import { findInstance, instanceOf, lineFor, ready } from './find.ts'

const NewName = z
  .string()
  .regex(
    /^[A-Za-z](?!.*--)[A-Za-z0-9-]{0,253}[A-Za-z0-9]$/,
    'expected the name of a snapshot: letters, digits and single dashes',
  )

/** What RDS makes by itself has a colon in its name. */
export const SnapshotName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9:-]{1,254}$/, 'expected the name of a snapshot, as in the list')

const making = z.object({ database: z.string(), name: NewName })

/** Makes a snapshot of an instance. */
export const snapshot = (rds: Rds): Operation<z.infer<typeof making>> => ({
  name: 'db snapshot',
  risk: 'change',
  input: making,
  async plan({ database, name }, where) {
    const found = await findInstance(rds, where, database)
    const { id, place, named, state, resource } = found
    ready(found, where)
    if (await rds.snapshot(name, place))
      throw new UserError(`There is a snapshot ${name} already: choose another name with --name.`)
    return {
      title: `make a snapshot of ${named}`,
      shifts: [{ to: `${name}, of ${state.storage} GiB` }],
      now: [`${id} is ${state.status}`],
      warnings: state.multiAz
        ? []
        : ['It stands in one zone only: what is written and read may stop for a moment when it begins.'],
      calls: [
        callOf(createSnapshot, {
          on: id,
          sets: `the snapshot ${name}`,
          params: { ...place, instance: id, snapshot: name },
        }),
      ],
      resources: [resource],
    }
  },
})

const deletes = z.object({ database: z.string(), snapshot: SnapshotName })

/** Deletes a snapshot that somebody made. */
export const deleteSnapshot = (rds: Rds): Operation<z.infer<typeof deletes>> => ({
  name: 'db delete-snapshot',
  risk: 'destructive',
  input: deletes,
  async plan({ database, snapshot: name }, where) {
    const { id, place, named, resource } = instanceOf(where, database)
    const found = await rds.snapshot(name, place)
    const show = { label: 'Show snapshots', command: lineFor('db snapshots', where, database) }
    if (!found || found.instance !== id) throw new UserError(`${named} has no snapshot ${name}.`, show)
    if (found.kind !== 'manual')
      throw new UserError(`RDS made ${name} by itself, and deletes it by itself when its time is over.`, show)
    if (found.at === undefined || found.status !== 'available')
      throw new UserError(`${name} is ${found.status} just now.`, show)
    const all = await rds.snapshots(id, place)
    return {
      title: `delete the snapshot ${name} of ${named}`,
      shifts: [{ from: `${name}, ${found.storage} GiB`, to: 'gone for good' }],
      now: [`${counted(all.length, 'snapshot of it is', 'snapshots of it are')} there`],
      warnings: [
        'Nobody can restore it afterwards.',
        ...(all.filter(({ status }) => status === 'available').length === 1
          ? ['It is the only one there is.']
          : []),
      ],
      calls: [
        callOf(deleting, {
          on: name,
          sets: 'deleted for good',
          params: { ...place, instance: id, snapshot: name, at: found.at },
        }),
      ],
      resources: [resource],
    }
  },
})
