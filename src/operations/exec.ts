import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import { filledCommand, type Task, taskBlanks } from '../domain/task-settings.ts'
import type { Machines } from '../ports/machines.ts'
import { execBySsm } from './exec-ssm.ts'
import { valuesOf } from './given.ts'
import { named } from './named.ts'
import type { Operation, Where } from './operation.ts'
import { type Platform, platformOf, type ToExec } from './platform.ts'
import { serviceOf } from './service-of.ts'

const input = z.object({ task: z.string(), given: z.array(z.string()).default([]) })
type Input = z.infer<typeof input>

/** Runs a task that the system file names, in a container like the service's own, or on a machine. */
export function exec(platforms: Platform[], machines: Machines): Operation<Input> {
  function inContainer(wanted: ToExec, where: Where) {
    const { service, environment, system } = where
    const platform = platformOf(platforms, where)
    if (platform.exec) return platform.exec(wanted, where)
    throw new UserError(
      `${service!.name} of ${system.title} ${environment} has no container to run ${wanted.name} in: it has \`${platform.setting}\`.`,
    )
  }

  return {
    name: 'exec',
    risk: ({ task, given }, where) => taskOf(task, given, where).risk,
    input,
    async plan({ task: name, given }, where) {
      const task = taskOf(name, given, where)
      const { service, environment } = where
      const values = valuesOf(name, taskBlanks(task), task.arguments, given)
      const command = filledCommand(task, values)
      const { calls, now, resources } = task.ssm
        ? await execBySsm(machines, { name, home: task.ssm, values }, where)
        : await inContainer({ name, task, command }, where)
      return {
        title: `run ${name} of ${service!.name}, ${environment}`,
        shifts: [
          {
            to: [task.summary, task.ssm?.document ?? command.map(quoted).join(' ')]
              .filter(part => part !== '')
              .join(': '),
          },
        ],
        now,
        warnings: task.risk === 'destructive' ? ['It destroys something: its system file says so.'] : [],
        calls,
        ...(task.backups && { backups: task.backups }),
        resources: task.risk === 'read' || task.risk === 'mild' ? [] : resources,
      }
    },
  }
}

/** The task of that name; a `UserError` that names those there are. */
function taskOf(name: string, given: string[], where: Where): Task {
  const { system, environment } = where
  const service = serviceOf(where)
  return named(name, {
    kind: 'task',
    owner: service.name,
    command: 'exec',
    option: 'task',
    where,
    given,
    of: ({ services }) => services[service.name]?.tasks,
    none: `${system.title} ${environment} names no tasks of ${service.name}: \`tasks\` of the service is where they stand in its system file.`,
  })
}

const quoted = (part: string): string =>
  /^[\w@%+=:,./*-]+$/.test(part) ? part : `'${part.replaceAll("'", "'\\''")}'`
