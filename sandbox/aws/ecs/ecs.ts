import { ok, type Service } from '../answer.ts'
import type { Account } from './account.ts'
import { actions, described } from './answers.ts'
import { changes } from './changes.ts'
import { type Container, createDefinitions, type Definition, definitionArn } from './definitions.ts'
import { history } from './history.ts'
import { createOneOffs } from './one-off.ts'
import { settled } from './settled.ts'
import { type SimulatedService, serviceArn, shortName } from './world.ts'

/** Amazon ECS: clusters are there as soon as they have a service. Roll-outs take their time by `now`. */
export function createEcs(
  now: () => number,
  tagOf: (image: string) => string,
  write: Parameters<typeof createOneOffs>[2],
) {
  const services = new Map<string, SimulatedService>()
  const definitions = createDefinitions(now)
  const oneOffs = createOneOffs(now, definitions, write)
  const account: Account = { services, definitions, now, tagOf, described, print: write }

  function settle(): void {
    for (const [arn, service] of services) services.set(arn, settled(service, now()))
  }

  const reading = Object.entries({ ...actions, ...history }).map(
    ([action, answer]) => [action, (input: object) => answer(input, [...services.values()])] as const,
  )
  const changing = Object.entries(changes).map(
    ([action, answer]) => [action, (input: object) => answer(input, account)] as const,
  )
  const answers: Service['answers'] = Object.fromEntries(
    [...reading, ...changing].map(([action, answer]) => [
      action,
      input => {
        settle()
        return answer(input)
      },
    ]),
  )
  const { ListTasks, DescribeTasks, StopTask } = answers
  /** What is about tasks of no service. */
  const alone: Service['answers'] = {
    RunTask: input => oneOffs.answers.RunTask!(input),
    ListTasks: input => (input.startedBy ? oneOffs.answers.ListTasks! : ListTasks!)(input),
    DescribeTasks(input) {
      const found = oneOffs.described(input.tasks ?? [])
      return found.length > 0 ? ok({ tasks: found, failures: [] }) : DescribeTasks!(input)
    },
    StopTask: input => (oneOffs.has(input.task) ? oneOffs.answers.StopTask! : StopTask!)(input),
  }
  return {
    answers: { ...answers, ...alone },
    oneOffs,
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
    /** Has a service run a number of tasks that is within these. */
    clamp(cluster: string, service: string, min: number, max: number): void {
      settle()
      const arn = serviceArn(cluster, service)
      const known = services.get(arn)
      const desired = known && Math.min(max, Math.max(min, known.desired))
      if (known && desired !== undefined && desired !== known.desired)
        services.set(arn, { ...known, desired, scaledAt: now(), scaledFrom: known.running })
    },
    /** A service as it is now. */
    get(cluster: string, service: string): SimulatedService | undefined {
      settle()
      return services.get(serviceArn(cluster, service))
    },
    /** A revision by its ARN. */
    definition: definitions.find,
    /** Registers a revision; answers its ARN. */
    define: (
      family: string,
      containers: Container[],
      more: Partial<Pick<Definition, 'registeredAt' | 'revision' | 'tags' | 'cpu' | 'memory'>> = {},
    ): string => definitionArn(definitions.register({ family, containerDefinitions: containers, ...more })),
  } satisfies Service & Record<string, unknown>
}
