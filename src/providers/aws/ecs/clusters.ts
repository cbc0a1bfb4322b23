import type { Tag, TaskDefinition } from '@aws-sdk/client-ecs'
import { shortName } from '../../../domain/short-name.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { Revision } from '../../../ports/revision.ts'
import type { AwsClients, Where } from '../clients.ts'
import { isMissing } from '../failure.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutDefinition, aboutTasks, familyOf } from './calls.ts'
import { createDeployments } from './deployments.ts'
import { createImages } from './images.ts'
import { describeService, serviceState } from './service.ts'
import { givenTo, settingsOf, sizeOf } from './settings.ts'
import { imageOf, runTag } from './tags.ts'
import { createTaskLines } from './task-lines.ts'
import { createTaskStates } from './task-states.ts'

/** ECS as plans and makers read it. */
export function createClusters(aws: AwsClients): Clusters {
  const linesOf = createTaskLines(aws)

  async function definition(name: string, where: Where) {
    try {
      return await once(aboutDefinition('DescribeTaskDefinition', where, name), async abortSignal => {
        const ecs = await aws.reading.ecs(where)
        return ecs.describeTaskDefinition({ taskDefinition: name, include: ['TAGS'] }, { abortSignal })
      })
    } catch (error) {
      // ECS says of one that is not there that the request is wrong.
      if (isMissing(error) || isUnknownDefinition(error)) return undefined
      throw error
    }
  }

  async function describe(name: string, where: Where): Promise<Revision | undefined> {
    const { taskDefinition, tags = [] } = (await definition(name, where)) ?? {}
    return taskDefinition && revisionOf(taskDefinition, tags)
  }

  return {
    async service(target) {
      const service = await describeService(aws, target)
      return service && serviceState(service)
    },

    revision: describe,

    async size(taskDefinition, where) {
      const found = await definition(taskDefinition, where)
      return found?.taskDefinition && sizeOf(found.taskDefinition)
    },

    async given(taskDefinition, where) {
      const found = await definition(taskDefinition, where)
      return found?.taskDefinition && (found.taskDefinition.containerDefinitions ?? []).map(givenTo)
    },

    async revisions(taskDefinition, limit, where) {
      const { taskDefinitionArns = [] } = await once(
        aboutDefinition('ListTaskDefinitions', where, taskDefinition),
        async abortSignal => {
          const ecs = await aws.reading.ecs(where)
          const asked = {
            familyPrefix: familyOf(taskDefinition),
            status: 'ACTIVE',
            sort: 'DESC',
            maxResults: limit,
          } as const
          return ecs.listTaskDefinitions(asked, { abortSignal })
        },
      )
      const all = await Promise.all(taskDefinitionArns.map(arn => describe(arn, where)))
      return all.filter(one => one !== undefined)
    },

    deployed: createDeployments(aws),

    image: createImages(aws),

    taskStates: createTaskStates(aws),

    lastLines: (target, { id, taskDefinition, container }, limit) =>
      linesOf({ ...target, taskDefinition, container }, id, limit),

    tasks: target =>
      pages(async nextToken => {
        const page = await once(aboutTasks('ListTasks', target), async abortSignal => {
          const ecs = await aws.reading.ecs(target)
          const { cluster, service: serviceName } = target
          const from = nextToken === undefined ? {} : { nextToken }
          return ecs.listTasks({ cluster, serviceName, desiredStatus: 'RUNNING', ...from }, { abortSignal })
        })
        return { all: page.taskArns ?? [], next: page.nextToken }
      }),
  }
}

const isUnknownDefinition = (error: unknown): boolean =>
  error instanceof Error && /Unable to describe task definition/i.test(error.message)

function revisionOf(definition: TaskDefinition, tags: Tag[]): Revision {
  const tag = (key: string) => tags.find(one => one.key === key)?.value
  const run = tag(runTag.run)
  const {
    taskDefinitionArn = '',
    revision = 0,
    containerDefinitions = [],
    registeredAt,
    registeredBy,
  } = definition
  const who = tag(runTag.by) ?? (registeredBy === undefined ? undefined : shortName(registeredBy))
  return {
    id: taskDefinitionArn,
    name: shortName(taskDefinitionArn),
    revision,
    images: Object.fromEntries(containerDefinitions.map(one => [one.name ?? '', imageOf(one, tags)])),
    settings: settingsOf(definition),
    ...(registeredAt !== undefined && { registeredAt: registeredAt.getTime() }),
    ...(who !== undefined && { by: who }),
    ...(run !== undefined && { run }),
  }
}
