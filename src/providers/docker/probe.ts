import { OutsideError } from '../../domain/errors.ts'
import type { ContainerState, Containers } from '../../ports/containers.ts'
import type { Finding, Probes } from '../../ports/probes.ts'

type Found = Omit<Finding, 'what' | 'ms'>

/** Looks at the containers of one service of Compose. */
export const createComposeProbe =
  (containers: Containers): Probes['compose'] =>
  async target => {
    const began = performance.now()
    const found = await containers
      .list(target)
      .then(assess)
      .catch((error): Found => {
        if (error instanceof OutsideError) return { state: 'unknown', detail: error.message }
        throw error
      })
    return { ...found, what: 'Docker', ms: performance.now() - began }
  }

function assess(all: ContainerState[]): Found {
  if (all.length === 0) return { state: 'down', detail: 'it has no containers' }
  const well = all.filter(({ status, health }) => status === 'running' && health !== 'unhealthy')
  const ill = all.find(one => !well.includes(one))
  const counts = `${well.length} of ${all.length} containers`
  if (!ill) return { state: 'fine', detail: counts }
  const why = `${ill.status}${ill.health ? `, ${ill.health}` : ''}${ill.exit === undefined ? '' : `, exit ${ill.exit}${ill.wasKilledForMemory ? ' (out of memory)' : ''}`}`
  return { state: well.length === 0 ? 'down' : 'unsettled', detail: `${counts}, ${ill.name}: ${why}` }
}
