import { shortName } from '../../../domain/short-name.ts'
import type { AwsCall } from '../call.ts'
import type { Where } from '../clients.ts'

export interface Target extends Where {
  cluster: string
  service: string
}

const arnOf = ({ region }: Where, kind: string, ...path: string[]): string =>
  `arn:aws:ecs:${region ?? '*'}:*:${kind}/${path.join('/')}`

/** A call about a service; `changes`: one that does not only look. */
export const aboutService = (action: string, target: Target, changes = false): AwsCall => ({
  action: `ecs:${action}`,
  resource: target.service,
  about: `service ${target.service} in cluster ${shortName(target.cluster)}`,
  allow: { Resource: arnOf(target, 'service', shortName(target.cluster), target.service) },
  ...(changes && { changes }),
})

/** A call about tasks of a service's cluster. */
export const aboutTasks = (action: string, target: Target, changes = false): AwsCall => ({
  action: `ecs:${action}`,
  resource: target.service,
  about: `task of ${target.service} in cluster ${shortName(target.cluster)}`,
  allow:
    action === 'ListTasks'
      ? {
          Resource: '*',
          Condition: { ArnLike: { 'ecs:cluster': arnOf(target, 'cluster', shortName(target.cluster)) } },
        }
      : { Resource: arnOf(target, 'task', shortName(target.cluster), '*') },
  ...(changes && { changes }),
})

/** A call about task definitions, which policies know no names of but for registering. */
export const aboutDefinition = (action: string, where: Where, name: string, changes = false): AwsCall => ({
  action: `ecs:${action}`,
  resource: shortName(name),
  about: `task definition ${shortName(name)}`,
  allow: { Resource: changes ? arnOf(where, 'task-definition', `${familyOf(name)}:*`) : '*' },
  ...(changes && { changes: true }),
})

/** `learnbot-production-api-gateway` of an ARN or of a name with its revision. */
export const familyOf = (taskDefinition: string): string => shortName(taskDefinition).replace(/:\d+$/, '')
