import { OutsideError } from '../../../domain/errors.ts'
import { shortName } from '../../../domain/short-name.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutDefinition, type Target } from './calls.ts'

/** So many lines of the end are read to see how it goes. */
const end = 100

type Asked = Target & { taskDefinition: string; container: string }

/** Reads the end of what a task's container wrote; nothing where its log cannot be read, which costs no run its end. */
export function createTaskOutput(aws: AwsClients) {
  async function streamOf(asked: Asked, task: string) {
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

  return async function outputOf(asked: Asked, task: string, limit = end): Promise<{ output?: string }> {
    try {
      const stream = await streamOf(asked, task)
      if (!stream) return {}
      const { logGroupName } = stream
      const call = {
        action: 'logs:GetLogEvents',
        resource: logGroupName,
        about: `log of the task in ${logGroupName}`,
        allow: { Resource: `arn:aws:logs:${asked.region ?? '*'}:*:log-group:${logGroupName}:*` },
      }
      const { events = [] } = await once(call, async abortSignal => {
        const logs = await aws.reading.logs(asked)
        return logs.getLogEvents({ ...stream, limit, startFromHead: false }, { abortSignal })
      })
      const lines = events.map(({ message = '' }) => message.trimEnd())
      // What begins with an ellipsis is not all of it.
      if (lines.length === limit) lines.unshift('…')
      return lines.length === 0 ? {} : { output: lines.join('\n') }
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      // Before its first line there is no stream.
      return /NotFound/.test(error.fault.code ?? '') ? {} : { output: `(${error.message})` }
    }
  }
}
