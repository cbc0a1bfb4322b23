import type { Text } from '../../../domain/runbook/line.ts'
import type { Tree } from '../../../domain/runbook/verdict.ts'
import { type Change, only } from './change.ts'

const serviceOf = ({ cluster, service }: Record<string, Tree>): Record<string, Tree> => ({
  ecs: { map: { ...(cluster && { cluster }), ...(service && { service }) } },
})

/** `shop-api:41` is revision 41. */
function revisionOf(definition: Tree | undefined): Tree | undefined {
  if (!Array.isArray(definition)) return undefined
  const [head, ...holes] = definition
  const last = typeof head === 'string' ? head.slice(head.lastIndexOf(':') + 1) : undefined
  if (holes.length > 0) return holes as Text
  return last !== undefined && /^\d+$/.test(last) ? { number: Number(last) } : undefined
}

export const ecsChanges: Change[] = [
  {
    of: 'ecs update-service',
    as(input) {
      const on = serviceOf(input)
      const { desiredCount, taskDefinition } = input
      if (desiredCount && only(input, 'cluster', 'service', 'desiredCount'))
        return { operation: 'scale', input: { count: desiredCount }, on }
      if (taskDefinition && only(input, 'cluster', 'service', 'taskDefinition', 'forceNewDeployment')) {
        const revision = revisionOf(taskDefinition)
        return revision && { operation: 'rollback', input: { revision }, on }
      }
      return input.forceNewDeployment && only(input, 'cluster', 'service', 'forceNewDeployment')
        ? { operation: 'restart', input: {}, on }
        : undefined
    },
  },
]
