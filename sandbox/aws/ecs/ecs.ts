import type { Service } from '../answer.ts'
import { actions } from './answers.ts'
import { type SimulatedService, serviceArn, shortName } from './world.ts'

/** Amazon ECS: clusters are there as soon as they have a service. */
export function createEcs() {
  const services = new Map<string, SimulatedService>()
  const answers: Service['answers'] = Object.fromEntries(
    Object.entries(actions).map(([action, answer]) => [
      action,
      input => answer(input, [...services.values()]),
    ]),
  )
  return {
    answers,
    resource: ({
      cluster = 'default',
      services = ['*'],
      serviceName,
      service = serviceName ?? services[0],
    }) => serviceArn(shortName(cluster), shortName(service)),
    /** Adds a service, or changes one that is there. */
    set(change: Pick<SimulatedService, 'cluster' | 'service'> & Partial<SimulatedService>): void {
      const arn = serviceArn(change.cluster, change.service)
      services.set(arn, { ...(services.get(arn) ?? { desired: 1, running: 1 }), ...change })
    },
  } satisfies Service & Record<string, unknown>
}
