import { called } from '../domain/called.ts'
import { lineOf } from './line.ts'
import type { Inhabitant } from './place.ts'

/** What a system file names so at a place, each with the command that it is for: a task, a workflow, a checklist, a service. */
export function namedHere(
  name: string,
  { system, environment }: Inhabitant,
): { label: string; command: string }[] {
  const { services, workflows = {}, requests = {} } = system.environments[environment]!
  const place = { system: system.system, environment }
  const offer = (command: string, option: string, service?: string) => ({
    label: [command, service, name].filter(part => part !== undefined).join(' '),
    command: lineOf(command, { ...place, service, [option]: name }),
  })
  const service = called(name, services)
  return [
    ...Object.keys(services)
      .filter(one => Object.hasOwn(services[one]!.tasks ?? {}, name))
      .map(one => offer('exec', 'task', one)),
    ...(Object.hasOwn(workflows, name) ? [offer('workflow run', 'workflow')] : []),
    ...(Object.hasOwn(requests, name) ? [offer('request', 'request')] : []),
    ...(Object.hasOwn(system.checklists ?? {}, name) ? [offer('checklist', 'name')] : []),
    ...(service === undefined
      ? []
      : ['health', 'logs', 'deploy'].map(command => ({
          label: `${command} ${service}`,
          command: lineOf(command, { ...place, service }),
        }))),
  ]
}
