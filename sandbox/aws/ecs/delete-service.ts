import { type Answer, type Input, ok, refuse } from '../answer.ts'
import type { Account } from './account.ts'
import { type SimulatedService, serviceArn, shortName } from './world.ts'

/** A service that is deleted is there until its tasks have ended. */
export function deleteService(
  { cluster = 'default', service = '', force }: Input,
  { services, described, now }: Account,
): Answer {
  const arn = serviceArn(shortName(cluster), shortName(service))
  const known = services.get(arn)
  if (!known || known.status === 'INACTIVE') return refuse('ServiceNotFoundException', 'Service not found.')
  if (known.desired > 0 && !force)
    return refuse('InvalidParameterException', 'The service cannot be stopped while it is scaled above 0.')
  const draining: SimulatedService = {
    ...known,
    status: 'DRAINING',
    desired: 0,
    deployments: [],
    scaledAt: now(),
    scaledFrom: known.running,
  }
  services.set(arn, draining)
  return ok({ service: described(draining) })
}
