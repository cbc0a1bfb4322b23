import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import { callOf } from '../ports/calls/call.ts'
import { stopTasks as call } from '../ports/calls/ecs.ts'
import type { Clusters } from '../ports/clusters.ts'
import { checkHealth } from './check-health.ts'
import { findService } from './ecs-service.ts'
import type { Operation } from './operation.ts'
import { counts } from './running.ts'

const input = z.object({})

/** Stops all tasks of a service at once; ECS starts others in their place. */
export const stopTasks = (clusters: Clusters): Operation => ({
  name: 'stop-tasks',
  risk: 'destructive',
  input,
  async plan(_, where) {
    const { target, state, named, resource } = await findService(clusters, where)
    const tasks = (await clusters.tasks(target)).sort()
    if (tasks.length === 0) throw new UserError(`${named} runs no tasks: there is nothing to stop.`)
    return {
      title: `stop all tasks of ${named}`,
      shifts: [{ from: `${tasks.length} running`, to: 'new ones in their place' }],
      now: [counts(state)],
      warnings: [
        'It answers nobody until the new tasks are up. `restart` replaces them one after the other.',
      ],
      calls: [
        callOf(call, {
          on: target.service,
          sets: tasks.length === 1 ? 'its task' : `its ${tasks.length} tasks`,
          params: { ...target, tasks },
        }),
        ...checkHealth(where),
      ],
      resources: [resource],
    }
  },
})
