import { OutsideError } from '../../domain/errors.ts'
import type { Finding, Probes } from '../../ports/probes.ts'
import type { AwsClients } from './clients.ts'
import { reads } from './ecs-calls.ts'
import { assess, lastEvent, stopped } from './ecs-service.ts'
import { isMissing, within } from './failure.ts'

type Found = Pick<Finding, 'state' | 'detail'>

/** Reads one ECS service: its counts, its deployments and, where it lacks tasks, why the last one stopped. */
export function createEcsProbe(aws: AwsClients): Probes['ecs'] {
  return async (target, timeoutMs) => {
    const began = performance.now()
    const ask = reads(aws, target, within(timeoutMs))

    async function look(): Promise<Found> {
      const service = await ask.service()
      if (!service) return { state: 'down', detail: `there is no ${ask.about}` }
      const { state, said, wrong } = assess(service)
      if (!wrong) return { state, detail: said.join(', ') }
      const why = await ask.lastStopped().then(task => task && stopped(task), inWords)
      return { state, detail: [...said, why, lastEvent(service)].filter(Boolean).join(', ') }
    }

    return { ...(await look().catch(failed)), what: 'ECS', ms: performance.now() - began }
  }
}

function inWords(error: unknown): string {
  if (error instanceof OutsideError) return error.message
  throw error
}

const failed = (error: unknown): Found => ({
  state: isMissing(error) ? 'down' : 'unknown',
  detail: inWords(error),
})
