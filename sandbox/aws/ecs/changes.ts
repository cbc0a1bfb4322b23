import { type Answer, ok, refuse } from '../answer.ts'
import type { Account } from './account.ts'
import { brokenIn, crash } from './crash.ts'
import { type Container, type Definition, definitionArn } from './definitions.ts'
import { deleteService } from './delete-service.ts'
import { rollOut } from './rollout.ts'
import { hadTask, serviceArn, shortName } from './world.ts'

// biome-ignore lint/suspicious/noExplicitAny: each action reads the fields that it has
type Input = any

export const changes: Record<string, (input: Input, account: Account) => Answer> = {
  UpdateService(input, account) {
    const arn = serviceArn(shortName(input.cluster ?? 'default'), shortName(input.service ?? ''))
    const known = account.services.get(arn)
    if (!known) return refuse('ServiceNotFoundException', 'Service not found.')
    if (known.status === 'DRAINING' || known.status === 'INACTIVE')
      return refuse('ServiceNotActiveException', 'Service was not ACTIVE.')
    const wanted = input.taskDefinition ?? known.taskDefinition ?? ''
    const definition = account.definitions.find(wanted)
    if (input.taskDefinition && !definition) return refuse('ClientException', 'TaskDefinition not found.')
    const at = account.now()
    let next = known
    if (typeof input.desiredCount === 'number' && input.desiredCount !== next.desired)
      next = { ...next, desired: input.desiredCount, scaledAt: at, scaledFrom: next.running }
    const changed = definition && definitionArn(definition) !== known.taskDefinition
    if (changed || input.forceNewDeployment)
      next = rollOut(next, definition ? definitionArn(definition) : wanted, brokenIn(definition, account), at)
    if (changed || input.forceNewDeployment) crash(next, definition, account)
    account.services.set(arn, next)
    return ok({ service: account.described(next) })
  },

  CreateService(input, account) {
    const [cluster, service] = [shortName(input.cluster ?? 'default'), input.serviceName ?? '']
    const arn = serviceArn(cluster, service)
    const known = account.services.get(arn)
    if (known && known.status !== 'INACTIVE')
      return known.token === input.clientToken
        ? ok({ service: account.described(known) })
        : refuse('InvalidParameterException', 'Creation of service was not idempotent.')
    const definition = account.definitions.find(input.taskDefinition ?? '')
    if (!definition) return refuse('ClientException', 'TaskDefinition not found.')
    const none = {
      cluster,
      service,
      desired: input.desiredCount ?? 0,
      running: 0,
      ...(input.clientToken && { token: input.clientToken }),
      ...(input.loadBalancers?.[0] && { behind: input.loadBalancers[0] }),
    }
    const made = rollOut(none, definitionArn(definition), brokenIn(definition, account), account.now())
    crash(made, definition, account)
    account.services.set(arn, made)
    return ok({ service: account.described(made) })
  },

  DeleteService: deleteService,

  RegisterTaskDefinition({ tags = [], ...input }, { definitions }) {
    if (!/^[\w-]{1,255}$/.test(input.family ?? ''))
      return refuse('InvalidParameterException', 'Family contains invalid characters.')
    const containers = (input.containerDefinitions ?? []) as Container[]
    if (containers.length === 0) return refuse('ClientException', 'Container list cannot be empty.')
    const definition = definitions.register({
      ...input,
      tags,
      registeredBy: 'arn:aws:sts::123456789012:assumed-role/belay/task',
    })
    return ok({ taskDefinition: shown(definition), tags })
  },

  DescribeTaskDefinition({ taskDefinition, include = [] }, { definitions }) {
    const definition = definitions.find(taskDefinition ?? '')
    if (!definition) return refuse('ClientException', 'Unable to describe task definition.')
    return ok({
      taskDefinition: shown(definition),
      ...(include.includes('TAGS') && { tags: definition.tags }),
    })
  },

  ListTaskDefinitions({ familyPrefix = '', sort = 'ASC', maxResults = 100 }, { definitions }) {
    const newest = definitions.of(familyPrefix).map(definitionArn)
    const sorted = sort === 'DESC' ? newest : newest.reverse()
    return ok({ taskDefinitionArns: sorted.slice(0, maxResults) })
  },

  StopTask({ cluster = 'default', task = '' }, account) {
    const id = shortName(task)
    for (const [arn, service] of account.services) {
      if (service.cluster !== shortName(cluster) || !hadTask(service, id)) continue
      const stopped = {
        at: account.now() / 1000,
        reason: 'Task stopped by user',
        code: 'UserInitiated' as const,
      }
      account.services.set(arn, {
        ...service,
        generation: (service.generation ?? 0) + 1,
        running: Math.max(0, service.running - 1),
        scaledAt: account.now(),
        scaledFrom: Math.max(0, service.running - 1),
        stopped: [stopped, ...(service.stopped ?? [])],
        stoppedTasks: [...(service.stoppedTasks ?? []), task],
      })
      return ok({ task: { taskArn: task, desiredStatus: 'STOPPED', lastStatus: 'RUNNING' } })
    }
    return refuse('InvalidParameterException', 'The referenced task was not found.')
  },
}

function shown({ tags: _, registeredAt, ...definition }: Definition) {
  return {
    ...definition,
    taskDefinitionArn: definitionArn(definition),
    status: 'ACTIVE',
    registeredAt: registeredAt / 1000,
  }
}
