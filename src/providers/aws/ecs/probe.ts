import type { Probes } from '../../../ports/probes.ts'
import type { AwsClients } from '../clients.ts'
import { inWords, looked } from '../look.ts'
import { assess, lastEvent, stopped } from './assess.ts'
import { reads } from './probe-calls.ts'

/** Reads one ECS service: its counts, its deployments and, where it lacks tasks, why the last one stopped. */
export function createEcsProbe(aws: AwsClients): Probes['ecs'] {
  return (target, timeoutMs) =>
    looked('ECS', timeoutMs, async limit => {
      const ask = reads(aws, target, limit)
      const service = await ask.service()
      if (!service) return { state: 'down', detail: `there is no ${ask.about}` }
      const { state, said, wrong } = assess(service)
      if (!wrong) return { state, detail: said.join(', ') }
      const why = await ask.lastStopped().then(task => task && stopped(task), inWords)
      return { state, detail: [...said, why, lastEvent(service)].filter(Boolean).join(', ') }
    })
}
