import type { Task } from '@aws-sdk/client-ecs'
import { shortName } from '../../domain/short-name.ts'
import type { Last, LastLines, LogGroup, Search } from '../../ports/logs.ts'
import type { AwsClients } from './clients.ts'
import { newestTask } from './ecs/new-task.ts'
import { createTaskLines } from './ecs/task-lines.ts'

/** The last lines of a log group: of the newest task of the service that writes there, or of all that was written. */
export function createLastLines(aws: AwsClients, search: Search<LogGroup>): Last<LogGroup> {
  const linesOf = createTaskLines(aws)

  async function ofTask(
    { writer, ...where }: LogGroup,
    since: number,
    most: number,
  ): Promise<LastLines | undefined> {
    if (!writer) return undefined
    const target = { ...where, cluster: writer.cluster, service: writer.service }
    const task = await newestTask(aws, target, since)
    const container = task && (brokenIn(task) ?? writer.container ?? task.containers?.[0]?.name)
    if (!task?.taskArn || !task.taskDefinitionArn || container === undefined) return undefined
    const asked = { ...where, taskDefinition: task.taskDefinitionArn, container }
    const lines = await linesOf(asked, task.taskArn, most)
    return lines && { lines, of: `task ${shortName(task.taskArn).slice(0, 8)}` }
  }

  return async (where, { from, to }, { lines: most, timeoutMs }) => {
    const own = await ofTask(where, from, most)
    if (own) return own
    const { events } = await search(where, { from, to, words: [] }, { events: most, timeoutMs })
    return { lines: events.map(({ text }) => text) }
  }
}

/** The container that ended with something else than 0: a task may have others beside the one that matters. */
const brokenIn = ({ containers = [] }: Task): string | undefined =>
  containers.find(({ exitCode }) => (exitCode ?? 0) !== 0)?.name
