import type { RegisterTaskDefinitionCommandInput, Tag, TaskDefinition } from '@aws-sdk/client-ecs'
import { shortName } from '../../../domain/short-name.ts'
import { type Made, type Standing, tagOf } from '../../../ports/calls/call.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { AwsClients, Where } from '../clients.ts'
import { once } from '../once.ts'
import { aboutDefinition, familyOf } from './calls.ts'
import { runTag } from './tags.ts'

interface Copied extends Where {
  /** The ARN of what is copied. */
  from: string
}

/** Of the latest revisions so many are looked through for one that a run has made. */
const looked = 10

/** The copy that a run has registered, where it has: by the run's tag. */
export async function registered(
  clusters: Clusters,
  params: Copied,
  made: Made,
): Promise<Standing | undefined> {
  const revisions = await clusters.revisions(params.from, looked, params)
  const ours = revisions.find(({ run }) => run === tagOf(made))
  return ours && { is: 'after', result: { arn: ours.id, revision: ours.revision } }
}

/** Registers a task definition like another but for what `changed` says. It carries the run's tag. */
export async function registerCopy(
  aws: AwsClients,
  params: Copied,
  made: Made,
  guard: (() => void) | undefined,
  changed: (
    definition: TaskDefinition,
    tags: Tag[],
  ) => Partial<RegisterTaskDefinitionCommandInput> & { tags: Tag[] },
) {
  const { taskDefinition = {}, tags = [] } = await once(
    aboutDefinition('DescribeTaskDefinition', params, params.from),
    async abortSignal => {
      const ecs = await aws.reading.ecs(params)
      return ecs.describeTaskDefinition({ taskDefinition: params.from, include: ['TAGS'] }, { abortSignal })
    },
  )
  const copy = { ...copyOf(taskDefinition, params), ...changed(taskDefinition, tags) }
  const ours = { key: runTag.run, value: tagOf(made) }
  guard?.()
  const answer = await once(
    aboutDefinition('RegisterTaskDefinition', params, params.from, true),
    async abortSignal => {
      const ecs = await aws.ecs(params)
      return ecs.registerTaskDefinition({ ...copy, tags: [...copy.tags, ours] }, { abortSignal })
    },
  )
  const { taskDefinitionArn = '', revision = 0 } = answer.taskDefinition ?? {}
  return { arn: taskDefinitionArn, revision, name: shortName(taskDefinitionArn) }
}

/** What ECS takes to register a task definition like another, without what it adds itself. */
function copyOf(definition: TaskDefinition, { from }: Copied): RegisterTaskDefinitionCommandInput {
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
  return { ...kept, family: kept.family ?? familyOf(from), containerDefinitions }
}
