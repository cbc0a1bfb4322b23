import type { Task } from '@aws-sdk/client-ecs'
import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import type { Json } from '../../../domain/run/plan.ts'
import { shortName } from '../../../domain/short-name.ts'
import { fieldOf, type Made, type Maker, maker, tagOf } from '../../../ports/calls/call.ts'
import { runTask } from '../../../ports/calls/ecs.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutTasks } from './calls.ts'
import { launching } from './launch.ts'
import { createTaskOutput } from './task-output.ts'

type Params = z.infer<typeof runTask.params>

/** So many lines are all of it: as many as CloudWatch gives at once. */
const whole = 10_000

/** ECS knows it again by this for as long as it knows the task. */
const startedBy = (made: Made): string => `belay/${tagOf(made)}`

/**
 * Starts a task of its own and waits until it has ended. ECS takes the client token: asked twice, it starts one. What the
 * task wrote is read from where its container writes its log.
 */
export function createRunTask(aws: AwsClients): Maker {
  const outputOf = createTaskOutput(aws)

  async function found(params: Params, made: Made): Promise<string | undefined> {
    for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
      const { taskArns = [] } = await once(aboutTasks('ListTasks', params), async abortSignal => {
        const ecs = await aws.reading.ecs(params)
        const asked = { cluster: params.cluster, startedBy: startedBy(made), desiredStatus }
        return ecs.listTasks(asked, { abortSignal })
      })
      if (taskArns[0] !== undefined) return taskArns[0]
    }
    return undefined
  }

  async function described(params: Params, task: string): Promise<Task | undefined> {
    const { tasks = [] } = await once(aboutTasks('DescribeTasks', params), async abortSignal => {
      const ecs = await aws.reading.ecs(params)
      return ecs.describeTasks({ cluster: params.cluster, tasks: [task] }, { abortSignal })
    })
    return tasks[0]
  }

  return maker<Params>({
    kind: runTask,
    repeatable: true,
    async look(params, made) {
      const task = await found(params, made)
      return task === undefined ? { is: 'before' } : { is: 'after', result: { task } }
    },
    async start(params, made) {
      const { cluster, taskDefinition, container: name, command, launch } = params
      const answer = await once(aboutTasks('RunTask', params, true), async abortSignal => {
        const ecs = await aws.ecs(params)
        const asked = {
          cluster,
          taskDefinition,
          count: 1,
          ...launching(launch),
          ...(command.length > 0 && { overrides: { containerOverrides: [{ name, command }] } }),
          startedBy: startedBy(made),
          clientToken: `${made.run}-${made.step}`,
        }
        return ecs.runTask(asked, { abortSignal })
      })
      const task = answer.tasks?.[0]?.taskArn
      if (task !== undefined) return { task }
      const { reason = 'no reason is given', detail } = answer.failures?.[0] ?? {}
      throw new OutsideError(`ECS did not start it: ${[reason, detail].filter(Boolean).join(', ')}`, {
        service: 'aws',
        fault: 'refused',
        effect: 'none',
        code: reason,
      })
    },
    async observe(params, result) {
      const arn = taskIn(result)
      const task = await described(params, arn)
      if (!task)
        return { is: 'failed', why: `ECS knows nothing of the task ${shortName(arn)} any more.`, said: [] }
      const output = await outputOf(params, arn)
      const status = (task.lastStatus ?? 'unknown').toLowerCase()
      const isAtWork = ['RUNNING', 'DEACTIVATING', 'STOPPING', 'DEPROVISIONING'].includes(
        task.lastStatus ?? '',
      )
      const progress = {
        done: 0,
        of: 0,
        what: '',
        said: [`The task is ${status}.`],
        ...output,
        ...(isAtWork && { begun: status }),
      }
      if (task.lastStatus !== 'STOPPED') return { is: 'going', progress }
      const container = task.containers?.find(({ name }) => name === params.container)
      const exit = container?.exitCode
      if (exit === 0) return { is: 'done', progress: { ...progress, said: [] } }
      const because = container?.reason === undefined ? '' : ` (${container.reason})`
      const why =
        exit === undefined
          ? `It did not start: ${container?.reason ?? task.stoppedReason ?? 'ECS gives no reason'}`
          : `It ended with exit ${exit}${because}.`
      return { is: 'failed', why, said: [], ...output }
    },
    output: async (params, result) => (await outputOf(params, taskIn(result), whole)).output,
    async cancel(params, result, guard) {
      const task = taskIn(result)
      const ecs = await aws.ecs(params)
      guard()
      await once(aboutTasks('StopTask', params, true), abortSignal =>
        ecs.stopTask({ cluster: params.cluster, task, reason: 'Cancelled in Belay' }, { abortSignal }),
      )
    },
  })
}

const taskIn = (result: Json): string => String(fieldOf(result, 'task') ?? '')
