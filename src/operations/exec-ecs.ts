import { UserError } from '../domain/errors.ts'
import { callOf } from '../ports/calls/call.ts'
import { runTask } from '../ports/calls/ecs.ts'
import type { Clusters } from '../ports/clusters.ts'
import { findService } from './ecs-service.ts'
import type { Where } from './operation.ts'
import type { ToExec } from './platform.ts'
import { counts } from './running.ts'

/** On ECS: a task of its own, started as the service's are, in the same network and with the same roles. */
export async function execOnEcs(clusters: Clusters, { name, task, command }: ToExec, where: Where) {
  const { target, state, resource } = await findService(clusters, where)
  const wanted = task.taskDefinition ?? state.taskDefinition
  const revision = await clusters.revision(wanted, target)
  if (!revision)
    throw new UserError(`ECS has no task definition ${wanted}, which ${name} is to run: see its system file.`)
  const container = containerOf(
    Object.keys(revision.images),
    task.container ?? where.service!.settings.deploy?.ecs?.container,
  )
  if (container === undefined)
    throw new UserError(
      `${revision.name} has the containers ${Object.keys(revision.images).join(', ')}: the system file is to say in which of them ${name} runs, as \`container\`.`,
    )
  return {
    now: [counts(state)],
    calls: [
      callOf(runTask, {
        on: revision.name,
        sets: `one task of its own${command.length > 0 ? `, ${command[0]} in ${container}` : ''}`,
        params: { ...target, taskDefinition: revision.id, container, command, launch: state.launch },
      }),
    ],
    resources: [resource],
  }
}

/** The one that is named, or the only one. */
function containerOf(all: string[], named: string | undefined): string | undefined {
  if (named !== undefined && all.includes(named)) return named
  return all.length === 1 ? all[0] : undefined
}
