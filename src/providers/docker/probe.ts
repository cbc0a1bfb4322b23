import type { ContainerState, Containers } from '../../ports/containers.ts'
import type { Probes } from '../../ports/probes.ts'
import { type Found, looked } from '../looked.ts'

/** Looks at the containers of one service of Compose. */
export const createComposeProbe =
  (containers: Containers): Probes['compose'] =>
  (target, timeoutMs) =>
    looked('Docker', timeoutMs, async () => assess(await containers.list(target)))

function assess(all: ContainerState[]): Found {
  if (all.length === 0) return { state: 'down', detail: 'it has no containers' }
  const well = all.filter(({ status, health }) => status === 'running' && health !== 'unhealthy')
  const ill = all.find(one => !well.includes(one))
  const counts = `${well.length} of ${all.length} containers`
  if (!ill) return { state: 'fine', detail: counts }
  const why = `${ill.status}${ill.health ? `, ${ill.health}` : ''}${ill.exit === undefined ? '' : `, exit ${ill.exit}${ill.wasKilledForMemory ? ' (out of memory)' : ''}`}`
  const detail = `${counts}, ${ill.name}: ${why}`
  if (well.length > 0) return { state: 'unsettled', detail }
  return { state: 'down', detail, ...(ill.status === 'exited' && { hasEnded: true }) }
}
