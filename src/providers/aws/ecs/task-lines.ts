import { shortName } from '../../../domain/short-name.ts'
import type { AwsClients, Where } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { aboutDefinition } from './calls.ts'

/** A container of a task, and the task definition that this was started from. */
export interface Printing extends Where {
  taskDefinition: string
  container: string
}

/** Reads the end of what a task's container wrote; undefined where it does not write to CloudWatch. */
export function createTaskLines(aws: AwsClients) {
  async function streamOf(asked: Printing, task: string) {
    const { taskDefinition } = await once(
      aboutDefinition('DescribeTaskDefinition', asked, asked.taskDefinition),
      async abortSignal => {
        const ecs = await aws.reading.ecs(asked)
        return ecs.describeTaskDefinition({ taskDefinition: asked.taskDefinition }, { abortSignal })
      },
    )
    const { logConfiguration } =
      taskDefinition?.containerDefinitions?.find(({ name }) => name === asked.container) ?? {}
    const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } = logConfiguration?.options ?? {}
    if (logConfiguration?.logDriver !== 'awslogs' || group === undefined || prefix === undefined)
      return undefined
    return { logGroupName: group, logStreamName: `${prefix}/${asked.container}/${shortName(task)}` }
  }

  return async function linesOf(asked: Printing, task: string, limit: number): Promise<string[] | undefined> {
    const stream = await streamOf(asked, task)
    if (!stream) return undefined
    const { logGroupName } = stream
    const call = {
      action: 'logs:GetLogEvents',
      resource: logGroupName,
      about: `log of the task in ${logGroupName}`,
      allow: { Resource: `arn:aws:logs:${asked.region ?? '*'}:*:log-group:${logGroupName}:*` },
    }
    const found = await orNone(
      once(call, async abortSignal => {
        const logs = await aws.reading.logs(asked)
        return logs.getLogEvents({ ...stream, limit, startFromHead: false }, { abortSignal })
      }),
    )
    // Before its first line there is no stream.
    return (found?.events ?? []).map(({ message = '' }) => message.trimEnd())
  }
}
