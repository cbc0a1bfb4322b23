import { UserError } from '../../domain/errors.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'

/** What kubectl calls things for short. */
const kinds: Record<string, string> = {
  po: 'pods',
  pod: 'pods',
  deploy: 'deployments',
  deployment: 'deployments',
  event: 'events',
  ev: 'events',
  rs: 'replicasets',
  replicaset: 'replicasets',
  hpa: 'horizontalpodautoscalers',
  horizontalpodautoscaler: 'horizontalpodautoscalers',
}

/** `pods`, `pod web-1`, `pod/web-1`: of which kind, and which of them. */
export function kindOf([first = '', ...others]: string[]): { kind: string; names: string[] } {
  const [said = '', name] = first.split('/')
  const kind = kinds[said.toLowerCase()] ?? said.toLowerCase()
  return { kind, names: [...(name === undefined ? [] : [name]), ...others] }
}

/** `deployment/web`, `deployment web`, or a bare name. */
export function nameIn(names: string[]): string | undefined {
  const { names: found } = kindOf(names)
  return found[0] ?? (names[0]?.includes('/') ? undefined : names[0])
}

/** The deployment of that name, or all without one. */
export function chosenBy(targets: DeploymentTarget[], name: string | undefined): DeploymentTarget[] {
  const found = targets.filter(({ deployment }) => name === undefined || deployment === name)
  if (found.length > 0) return found
  throw new UserError(
    `The system's file names no deployment ${name!.slice(0, 80)}: it has ${targets.map(({ deployment }) => deployment).join(', ')}.`,
  )
}
