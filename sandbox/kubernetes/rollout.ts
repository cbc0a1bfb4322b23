import { createHash } from 'node:crypto'
import {
  deadlineMs,
  isBroken,
  podMs,
  type SimulatedDeployment,
  type SimulatedSet,
  type Template,
} from './world.ts'

const bare = ({ metadata, spec }: Template) =>
  JSON.stringify([metadata.labels, metadata.annotations ?? {}, spec])
const hash = (template: Template): string =>
  createHash('sha256').update(bare(template)).digest('hex').slice(0, 9)

const revision = 'deployment.kubernetes.io/revision'

/** What the deployment's controller does about a template that is another than before: a set for it, or the one it had. */
export function controlled(deployment: SimulatedDeployment, now: number): SimulatedDeployment {
  const { template, sets, name } = deployment
  const current = sets.at(-1)
  if (current && bare(current.template) === bare(template)) return deployment
  const known = sets.find(one => bare(one.template) === bare(template))
  const next: SimulatedSet = {
    name: `${name}-${hash(template)}`,
    createdAt: now,
    ...known,
    template,
    revision: Math.max(0, ...sets.map(one => one.revision)) + 1,
    annotations: deployment.annotations,
  }
  return {
    ...deployment,
    annotations: { ...deployment.annotations, [revision]: `${next.revision}` },
    sets: [...sets.filter(one => one !== known), next],
    rolloutAt: now,
  }
}

/** How many pods of the present template and of the one before serve, and how many of the present one wait. */
export function podsOf(
  deployment: SimulatedDeployment,
  now: number,
): { fresh: number; old: number; waiting: number } {
  const { replicas, rolloutAt, scaledAt, scaledFrom = replicas, sets, template } = deployment
  const before = sets.length > 1
  if (rolloutAt !== undefined) {
    if (isBroken(template)) return { fresh: 0, old: before ? replicas : 0, waiting: 1 }
    const fresh = Math.min(replicas, Math.floor((now - rolloutAt) / podMs))
    if (fresh < replicas) return { fresh, old: before ? replicas - fresh : 0, waiting: 1 }
  }
  const steps = scaledAt === undefined ? Number.POSITIVE_INFINITY : Math.floor((now - scaledAt) / podMs)
  const fresh =
    replicas > scaledFrom ? Math.min(replicas, scaledFrom + steps) : Math.max(replicas, scaledFrom - steps)
  return { fresh, old: 0, waiting: Math.max(0, replicas - fresh) }
}

/** Whether a roll-out that cannot come up has been waited for long enough. */
export const isStalled = ({ rolloutAt, template }: SimulatedDeployment, now: number): boolean =>
  rolloutAt !== undefined && isBroken(template) && now - rolloutAt >= deadlineMs

/** A roll-out that is over is no more; the next scaling counts from what is there. */
export function settled(deployment: SimulatedDeployment, now: number): SimulatedDeployment {
  const { rolloutAt, replicas } = deployment
  if (rolloutAt === undefined || podsOf(deployment, now).fresh < replicas) return deployment
  const { rolloutAt: _, ...rest } = deployment
  return rest
}
