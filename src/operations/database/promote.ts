import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { promoteReplica } from '../../ports/calls/rds.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Operation } from '../operation.ts'
import { findInstance, lineFor } from './find.ts'

const input = z.object({
  database: z.string(),
  /** The replica, by its name in RDS. */
  instance: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, 'expected the name of an instance of RDS'),
})

/** Has a replica of a database be an instance of its own, for good. */
export const promote = (rds: Rds): Operation<z.infer<typeof input>> => ({
  name: 'db promote',
  risk: 'destructive',
  input,
  async plan({ database, instance }, where) {
    const found = await findInstance(rds, where, database)
    const { id, place, named, resource, state: source } = found
    const show = { label: `Look at ${database}`, command: lineFor('db info', where, database) }
    const replica = await rds.instance(instance, place)
    if (!replica) throw new UserError(`RDS has no instance ${instance}.`, show)
    if (replica.replicaOf === undefined)
      throw new UserError(
        `${instance} is an instance of its own already, as every restored one is: nothing has to be promoted. Put its address${replica.endpoint ? `, ${replica.endpoint},` : ''} into the secret that the services read, and restart them.`,
        show,
      )
    if (replica.replicaOf !== id)
      throw new UserError(`${instance} follows ${replica.replicaOf}, and ${named} is ${id}.`, show)
    if (replica.status !== 'available')
      throw new UserError(
        `${instance} is ${replica.status} just now: it can be promoted once it is available.`,
        show,
      )
    return {
      title: `promote ${instance}, a replica of ${named}`,
      shifts: [{ from: `it follows ${id}`, to: 'an instance of its own, that can be written to' }],
      now: [`${instance} is ${replica.status}`, `${id} is ${source.status}`],
      warnings: [
        `It never follows ${id} again: what is written there afterwards does not come here, and what has not arrived yet is lost to it.`,
        `${instance} restarts meanwhile, for a few minutes. Stop what writes to ${id} first, or both go on apart.`,
        ...(replica.retentionDays === 0 ? [`${instance} has no automatic backups.`] : []),
      ],
      next: 'put its address into the secret that the services read, and restart them.',
      calls: [
        callOf(promoteReplica, {
          on: instance,
          sets: `an instance of its own, and no replica of ${id}`,
          params: { ...place, instance, source: id },
        }),
      ],
      resources: [resource, resource.replace(/[^:]*$/, instance)],
    }
  },
})
