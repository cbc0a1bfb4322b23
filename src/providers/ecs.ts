import { OutsideError } from '../domain/errors.ts'
import type { Finding, Probes } from '../ports/probes.ts'
import { reads } from './ecs-calls.ts'
import type { EcsClients } from './ecs-clients.ts'
import { assess, lastEvent, stopped } from './ecs-service.ts'
import { latency } from './latency.ts'

type Found = Pick<Finding, 'state' | 'detail'>

/** Reads one ECS service: its counts, its deployments and, where it lacks tasks, why the last one stopped. */
export function createEcsProbe(clients: EcsClients): Probes['ecs'] {
  return async (target, timeoutMs) => {
    const began = performance.now()
    const signal = AbortSignal.timeout(timeoutMs)
    const ask = reads(target, timeoutMs, signal)

    async function look(): Promise<Found> {
      const client = await ask.connect(() => clients(target.region, target.role))
      const service = await ask.service(client)
      if (!service) return { state: 'down', detail: `there is no ${ask.about}` }
      const { state, said, wrong } = assess(service)
      if (!wrong) return { state, detail: said.join(', ') }
      const why = await ask.lastStopped(client).then(task => task && stopped(task), inWords)
      return { state, detail: [...said, why, lastEvent(service)].filter(Boolean).join(', ') }
    }

    const found = await Promise.race([look().catch(failed), ended(signal, timeoutMs)])
    return { ...found, what: 'ECS', ms: performance.now() - began }
  }
}

function inWords(error: unknown): string {
  if (error instanceof OutsideError) return error.message
  throw error
}

function failed(error: unknown): Found {
  const missing = error instanceof OutsideError && error.fault.code === 'ClusterNotFoundException'
  return { state: missing ? 'down' : 'unknown', detail: inWords(error) }
}

/** The SDK's search for credentials heeds no signal: the look ends in time all the same, a moment after its calls. */
function ended(signal: AbortSignal, timeoutMs: number): Promise<Found> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () =>
      setTimeout(resolve, 100, { state: 'unknown', detail: `no answer from AWS in ${latency(timeoutMs)}` }),
    )
  })
}
