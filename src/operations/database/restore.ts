import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/run/plan.ts'
import { callOf } from '../../ports/calls/call.ts'
import { restoreSnapshot, restoreToTime } from '../../ports/calls/rds.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Operation } from '../operation.ts'
import { type Found, findInstance, lineFor } from './find.ts'
import { SnapshotName } from './snapshot.ts'

const dayMs = 86_400_000

const input = z
  .object({
    database: z.string(),
    snapshot: SnapshotName.optional(),
    /** A moment in ISO 8601, with its offset. */
    to: Instant.optional(),
    /** What the new instance is called. */
    as: z
      .string()
      .regex(
        /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/,
        'expected the name of an instance: lower-case letters, digits and single dashes, 63 at most',
      ),
  })
  .refine(
    ({ snapshot, to }) => (snapshot === undefined) !== (to === undefined),
    'expected a snapshot or a moment: one of the two',
  )

/** Restores a snapshot, or how it was at a moment: always as a new instance, like the one it comes from. */
export const restore = (rds: Rds): Operation<z.infer<typeof input>> => ({
  name: 'db restore',
  risk: 'change',
  input,
  async plan({ database, snapshot, to, as }, where) {
    const found = await findInstance(rds, where, database)
    const { place, state, named, resource } = found
    if (await rds.instance(as, place))
      throw new UserError(`There is an instance ${as} already: choose another name with --as.`)
    const like = {
      ...place,
      instance: found.id,
      to: as,
      class: state.class,
      multiAz: state.multiAz,
      ...(state.subnetGroup && { subnetGroup: state.subnetGroup }),
      securityGroups: [...state.securityGroups].sort(),
      ...(state.parameterGroup && { parameterGroup: state.parameterGroup }),
    }
    const shared: Omit<Plan, 'title' | 'shifts' | 'calls'> = {
      now: [`${found.id} is ${state.status}, and stays as it is`],
      warnings: [
        `It is an instance of its own, and costs what ${found.id} costs for as long as it is there.`,
      ],
      next: 'look at its data, put its address into the secret that the services read, restart them, and delete the one of the two that nobody needs. Nothing has to be promoted.',
      resources: [resource, resource.replace(/[^:]*$/, as)],
    }
    const sets = `a new instance ${as}, ${state.class}, ${state.multiAz ? 'two zones' : 'one zone'}, in the same subnets and security groups`
    if (snapshot === undefined) {
      const at = moment(found, to!)
      return {
        ...shared,
        title: `restore ${named} as it was at ${inUtc(at)}`,
        shifts: [{ to: `${as}: ${found.id} as it was at ${inUtc(at)}` }],
        calls: [callOf(restoreToTime, { on: found.id, sets, params: { ...like, at } })],
      }
    }
    const kept = await rds.snapshot(snapshot, place)
    const show = { label: 'Show snapshots', command: lineFor('db snapshots', where, database) }
    if (!kept || kept.instance !== found.id)
      throw new UserError(`${named} has no snapshot ${snapshot}.`, show)
    if (kept.status !== 'available')
      throw new UserError(
        `The snapshot ${snapshot} is ${kept.status}, ${kept.made} % of it: wait until it is made.`,
        show,
      )
    return {
      ...shared,
      title: `restore ${named} from ${snapshot}`,
      shifts: [{ to: `${as}: what ${snapshot} has kept` }],
      calls: [callOf(restoreSnapshot, { on: snapshot, sets, params: { ...like, snapshot } })],
    }
  },
})

/** A moment that its backups reach, on the second. */
function moment({ state, named }: Found, at: number): number {
  const { restorableUntil: until, retentionDays, createdAt = 0 } = state
  if (until === undefined || retentionDays === 0)
    throw new UserError(`${named} has no automatic backups: it can be restored from a snapshot only.`)
  const from = Math.max(createdAt, until - retentionDays * dayMs)
  if (at < from || at > until)
    throw new UserError(`${named} can be restored to a moment from ${inUtc(from)} to ${inUtc(until)}.`)
  return Math.floor(at / 1000) * 1000
}

const inUtc = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
