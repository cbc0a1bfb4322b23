import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import { callOf } from '../ports/calls/call.ts'
import { setDesiredCount } from '../ports/calls/ecs.ts'
import type { Clusters } from '../ports/clusters.ts'
import { counts, findService, restless } from './ecs-service.ts'
import type { Operation } from './operation.ts'

const input = z.object({ count: z.int().min(0) })

/** Sets how many tasks a service runs, within the bounds of its system file. */
export const scale = (clusters: Clusters): Operation<z.infer<typeof input>> => ({
  name: 'scale',
  risk: 'change',
  input,
  async plan({ count }, where) {
    const { target, state, named, resource } = await findService(clusters, where)
    const { min, max } = where.service?.settings.scale ?? { min: 0, max: Number.POSITIVE_INFINITY }
    if (count < min || count > max)
      throw new UserError(
        `${named} runs ${min} to ${max} tasks, as its system file says: ${count} is outside of that.`,
      )
    if (count === state.desired) throw new UserError(`${named} is to run ${count} already.`)
    const set = (from: number, to: number) =>
      callOf(setDesiredCount, {
        on: target.service,
        sets: `${to} tasks`,
        params: { ...target, from, to },
      })
    return {
      title: `scale ${named}`,
      shifts: [{ from: `${state.desired} tasks`, to: `${count} tasks` }],
      now: [counts(state)],
      warnings: [...restless(state), ...(count === 0 ? ['Nothing of it runs then.'] : [])],
      calls: [set(state.desired, count)],
      undo: [set(count, state.desired)],
      resources: [resource],
    }
  },
})
