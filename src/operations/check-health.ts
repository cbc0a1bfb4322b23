import type { Call } from '../domain/run/plan.ts'
import { callOf } from '../ports/calls/call.ts'
import { lookAtHealth } from '../ports/calls/health.ts'
import type { Where } from './operation.ts'

/** The last step of a change: how the service does afterwards. */
export function checkHealth({ system, environment, service }: Where): Call[] {
  if (!service) return []
  const params = { system: system.system, environment, service: service.name }
  return [callOf(lookAtHealth, { on: service.name, sets: 'looks whether it is fine', params })]
}
