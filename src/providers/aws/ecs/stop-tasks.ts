import type { Task } from '@aws-sdk/client-ecs'
import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { stopTasks } from '../../../ports/calls/ecs.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutTasks } from './calls.ts'
import { eventsOf } from './rollout.ts'
import { describeService } from './service.ts'

type Params = z.infer<typeof stopTasks.params>

/** ECS describes so many tasks at a time. */
const atATime = 100

/** Stops the tasks that were there when it was planned, and waits until others run in their place. */
export function createStopTasks(aws: AwsClients): Maker {
  /** Those that are not stopping yet. */
  async function left(params: Params): Promise<string[]> {
    const tasks: Task[] = []
    for (let i = 0; i < params.tasks.length; i += atATime) {
      const some = params.tasks.slice(i, i + atATime)
      const page = await once(aboutTasks('DescribeTasks', params), async abortSignal => {
        const ecs = await aws.reading.ecs(params)
        return ecs.describeTasks({ cluster: params.cluster, tasks: some }, { abortSignal })
      })
      tasks.push(...(page.tasks ?? []))
    }
    return tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING').map(({ taskArn = '' }) => taskArn)
  }

  return maker<Params>({
    kind: stopTasks,
    repeatable: true,
    look: async params => ((await left(params)).length > 0 ? { is: 'before' } : { is: 'after', result: {} }),
    async start(params, { run }, guard) {
      const ecs = await aws.ecs(params)
      for (const task of await left(params)) {
        guard?.()
        await once(aboutTasks('StopTask', params, true), abortSignal =>
          ecs.stopTask({ cluster: params.cluster, task, reason: `Belay run ${run}` }, { abortSignal }),
        )
      }
      return {}
    },
    async observe(params, _, { since }) {
      const service = await describeService(aws, params)
      if (!service) return { is: 'failed', why: `The service ${params.service} is gone.`, said: [] }
      const { desiredCount = 0, runningCount = 0 } = service
      const stopping = await left(params)
      const progress = {
        done: Math.max(0, Math.min(runningCount, desiredCount) - stopping.length),
        of: desiredCount,
        what: 'new tasks running',
        said: eventsOf(service, since),
      }
      return stopping.length === 0 && runningCount >= desiredCount
        ? { is: 'done', progress }
        : { is: 'going', progress }
    },
  })
}
