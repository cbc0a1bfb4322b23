import { z } from 'zod'
import { reading } from '../blocks/reading.ts'
import type { System } from '../src/domain/system.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { lineOf } from '../src/engine/line.ts'
import { serviceOf } from './about.ts'
import { changeArgs } from './change-args.ts'
import { toPerson } from './reply.ts'
import { request } from './request.ts'

export const exec: Command = systemCommand({
  name: 'exec',
  knownAs: [
    'aws ecs execute-command',
    'aws ecs run-task',
    'kubectl exec',
    'docker exec',
    'docker-compose exec',
    'docker compose exec',
    'npm run',
  ],
  summary: 'Run a task that the system file names',
  more: 'In a container like the service’s own.',
  example: 'exec {service} {task}',
  needs: ['tasks'],
  args: z.object({
    task: z.string().toLowerCase().describe('a task').optional(),
    given: z.string().trim().max(400).default(''),
    ...changeArgs,
  }),
  positional: ['service', 'task'],
  rest: 'given',
  short: true,
  permission: 'responders',
  takes({ service, task }, { system, environment }) {
    const services = system.environments[environment]!.services
    const names = Object.keys(services)
    const name = service ?? (names.length === 1 ? names[0]! : '')
    const risk = services[name]?.tasks?.[task ?? '']?.risk
    return risk === 'read' || task === undefined ? 'responders' : 'operators'
  },
  async run(call) {
    const { task, given } = call.args
    const service = serviceOf(call)
    if (task === undefined) return toPerson(reading(tasksOf(call.system, call.environment, service)))
    return request(
      { ...call, args: { ...call.args, service } },
      {
        operation: 'exec',
        input: { task, given: given.split(/\s+/).filter(word => word !== '') },
        typed: { task, given },
      },
    )
  },
})

function tasksOf(system: System, environment: string, service: string) {
  const tasks = Object.entries(system.environments[environment]!.services[service]!.tasks ?? {})
  return {
    title:
      tasks.length === 0
        ? `${system.title} ${environment} names no tasks of ${service}`
        : `Tasks of ${service}, ${environment}`,
    lines: tasks.length === 0 ? ['`tasks` of the service is where they stand in its system file.'] : [],
    table: {
      columns: ['Task', 'What it does', 'Takes', 'Risk'],
      rows: tasks.map(([name, { summary, arguments: given, risk }]) => [
        name,
        summary,
        Object.keys(given).join(', '),
        risk,
      ]),
    },
    offers: tasks
      .filter(([, { arguments: given }]) =>
        Object.values(given).every(({ default: usual }) => usual !== undefined),
      )
      .slice(0, 5)
      .map(([name]) => ({
        label: name,
        command: lineOf('exec', { system: system.system, environment, service, task: name }),
      })),
  }
}
