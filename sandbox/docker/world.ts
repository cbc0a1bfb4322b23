/** A container. Times in milliseconds since the epoch. */
export interface SimulatedContainer {
  id: string
  name: string
  image: string
  labels: Record<string, string>
  env: string[]
  command: string[]
  createdAt: number
  status: 'created' | 'running' | 'exited'
  health?: 'starting' | 'healthy' | 'unhealthy'
  startedAt?: number
  exit?: number
  wasKilledForMemory?: boolean
  restarts: number
  host: Record<string, unknown>
  lines: { at: number; text: string }[]
}

/** So long a container takes to be healthy, or a command to end. */
export const startMs = 4_000

/** A container as time has left it: commands end, images with `bad` in their tag end soon after they start. */
export function settled(
  container: SimulatedContainer,
  now: number,
  outcome: (command: string[]) => { exit: number; output: string },
): SimulatedContainer {
  const { status, startedAt = now, command, image, health, labels } = container
  if (status !== 'running' || now - startedAt < startMs) return container
  if (labels['belay.task'] !== undefined)
    return { ...container, status: 'exited', exit: outcome(command).exit }
  if (image.includes(':bad')) return { ...container, status: 'exited', exit: 1 }
  return health === 'starting' ? { ...container, health: 'healthy' } : container
}
