import { UserError } from '../../domain/errors.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'

/** The name in `deployment/web`, `deployment web`, or a bare name. */
export function nameIn([first, second]: string[]): string | undefined {
  const [, behind] = first?.split('/') ?? []
  return behind ?? second ?? first
}

/** The deployment of that name, or all without one. */
export function chosenBy(targets: DeploymentTarget[], name: string | undefined): DeploymentTarget[] {
  const found = targets.filter(({ deployment }) => name === undefined || deployment === name)
  if (found.length > 0) return found
  throw new UserError(
    `The system's file names no deployment ${name!.slice(0, 80)}: it has ${targets.map(({ deployment }) => deployment).join(', ')}.`,
  )
}
