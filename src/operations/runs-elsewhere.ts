import { UserError } from '../domain/errors.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'

/** What shows how a service runs, by where it does. */
const looks = {
  kubernetes: { label: 'Pods', command: 'pods' },
  compose: { label: 'Containers', command: 'ps' },
  ecs: { label: 'Tasks', command: 'tasks' },
  lambda: { label: 'Versions', command: 'lambda' },
} as const
type Platform = keyof typeof looks

/** Of a service that does not run there: how it runs here is offered, and the environments in which it runs so. */
export function runsElsewhere(where: Where, wanted: Platform, why: string): UserError {
  const { system, service } = where
  const { name, settings } = service!
  const here = (Object.keys(looks) as Platform[]).filter(platform => settings[platform])
  const so = Object.entries(system.environments).filter(([, { services }]) => services[name]?.[wanted])
  return new UserError(
    why,
    ...here.map(platform => ({
      label: `${looks[platform].label} of ${name}`,
      command: lineAt(looks[platform].command, where),
    })),
    ...so.map(([environment]) => ({
      label: `${looks[wanted].label} in ${environment}`,
      command: lineAt(looks[wanted].command, { ...where, environment }),
    })),
  )
}
