import type { ReplicaSet } from './wire.ts'

/** Whether an event is about a deployment, its ReplicaSets or their pods: `Deployment/web`, `Pod/web-6d4c-x7zk2`. */
export function isAbout(deployment: string, sets: ReplicaSet[]): (on: string) => boolean {
  const names = sets.map(({ metadata }) => metadata.name)
  return on =>
    on === `Deployment/${deployment}` ||
    names.some(name => on === `ReplicaSet/${name}` || on.startsWith(`Pod/${name}-`))
}
