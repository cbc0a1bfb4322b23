import type { RegisterTaskDefinitionCommandInput, Tag, TaskDefinition } from '@aws-sdk/client-ecs'
import type { z } from 'zod'
import { shortName } from '../../../domain/short-name.ts'
import { type Made, type Maker, maker } from '../../../ports/calls/call.ts'
import { registerTaskDefinition } from '../../../ports/calls/ecs.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutDefinition, familyOf } from './calls.ts'
import { imageTag, pinned, runTag, withoutOurs } from './tags.ts'

type Params = z.infer<typeof registerTaskDefinition.params>

/** Of the latest revisions so many are looked through for one that a run has made. */
const looked = 10

/**
 * Copies a task definition with another image: that of the digest where it is known, since a tag may move before a task
 * pulls it, or later. The copy carries the run's tag, by which it is found again.
 */
export function createRegisterTaskDefinition(aws: AwsClients, clusters: Clusters): Maker {
  const tagOf = ({ run, step }: Made): string => `${run}/${step}`

  const definition = (params: Params) =>
    once(aboutDefinition('DescribeTaskDefinition', params, params.from), async abortSignal => {
      const ecs = await aws.reading.ecs(params)
      return ecs.describeTaskDefinition({ taskDefinition: params.from, include: ['TAGS'] }, { abortSignal })
    })

  return maker<Params>({
    kind: registerTaskDefinition,
    repeatable: true,
    async look(params, made) {
      const revisions = await clusters.revisions(params.from, looked, params)
      const ours = revisions.find(({ run }) => run === tagOf(made))
      if (ours) return { is: 'after', result: { arn: ours.id, revision: ours.revision } }
      const image = await clusters.image(params.image, params)
      if (image.is === 'gone')
        return { is: 'other', how: `The image ${params.image} is gone from the registry.` }
      if (image.is === 'there' && params.digest !== undefined && image.digest !== params.digest)
        return { is: 'other', how: `${params.image} names another image than when it was approved.` }
      return { is: 'before' }
    },
    async start(params, made) {
      const { taskDefinition, tags = [] } = await definition(params)
      const copy = copyOf(taskDefinition ?? {}, params, [
        ...withoutOurs(tags, params.container),
        ...(params.digest === undefined ? [] : imageTag(params.container, params.image, params.digest)),
        { key: runTag.run, value: tagOf(made) },
      ])
      const answer = await once(
        aboutDefinition('RegisterTaskDefinition', params, params.from, true),
        async abortSignal => {
          const ecs = await aws.ecs(params)
          return ecs.registerTaskDefinition(copy, { abortSignal })
        },
      )
      const { taskDefinitionArn = '', revision = 0 } = answer.taskDefinition ?? {}
      return { arn: taskDefinitionArn, revision, name: shortName(taskDefinitionArn) }
    },
  })
}

/** What ECS takes to register a task definition like another, without what it adds itself. */
function copyOf(
  definition: TaskDefinition,
  { from, container, image, digest }: Params,
  tags: Tag[],
): RegisterTaskDefinitionCommandInput {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    containerDefinitions = [],
    ...kept
  } = definition
  const runs = digest === undefined ? image : pinned(image, digest)
  return {
    ...kept,
    family: kept.family ?? familyOf(from),
    containerDefinitions: containerDefinitions.map(one =>
      one.name === container ? { ...one, image: runs } : one,
    ),
    tags,
  }
}
