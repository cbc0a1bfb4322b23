import { z } from 'zod'
import type { Cell } from '../domain/reading.ts'
import type { Clusters, TaskState } from '../ports/clusters.ts'
import { findService } from './ecs-service.ts'
import { lineAt } from './line-at.ts'
import type { Read } from './read.ts'
import { counts } from './running.ts'
import { startFailure } from './start-failure.ts'
import { causesOf, why } from './stop-causes.ts'

const input = z.object({})

/** The tasks of an ECS service: those that run, and those that stopped lately, with why. */
export const tasks = (clusters: Clusters): Read => ({
  name: 'tasks',
  input,
  async read(_, where) {
    const { target, state, named } = await findService(clusters, where)
    const all = await clusters.taskStates(target)
    const stopped = all.filter(({ stoppedAt }) => stoppedAt !== undefined)
    const short = state.running < state.desired
    return {
      state: short ? (state.running === 0 ? 'down' : 'unsettled') : 'fine',
      title: `${named}: ${counts(state)}${stopped.length > 0 ? `, ${stopped.length} stopped lately` : ''}`,
      lines: [
        ...causesOf(stopped),
        ...(await startFailure(clusters, target, stopped)),
        ...(all.length === 0 ? ['It has no tasks, and none has stopped in the last hour.'] : []),
      ],
      ...(all.length > 0 && {
        table: {
          columns: ['Task', 'State', 'Since', 'Revision', 'Why it stopped'],
          rows: all.map(task => [
            task.id.slice(0, 8),
            task.health === undefined ? task.status : `${task.status}, ${task.health}`,
            since(task),
            task.taskDefinition,
            why(task),
          ]),
        },
      }),
      offers: [
        { label: `Logs of ${where.service!.name}`, command: `${lineAt('logs', where)} --errors` },
        { label: 'What they are given', command: lineAt('tasks definition', where) },
        { label: 'Again', command: lineAt('tasks', where) },
      ],
    }
  },
})

function since({ stoppedAt, startedAt }: TaskState): Cell {
  const at = stoppedAt ?? startedAt
  return at === undefined ? '' : { at }
}
