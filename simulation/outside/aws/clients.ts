import type { AwsClients } from '../../../src/providers/aws/clients.ts'
import type { Call, Caller, Wire } from '../../wire.ts'
import { callMs } from '../chat.ts'
import type { Aws, By } from './aws.ts'
import type { Rule } from './groups.ts'

interface Target {
  service: string
}

/** One port for one address, as EC2 is told of it. */
interface Permission {
  FromPort: number
  IpRanges: { CidrIp: string; Description?: string }[]
}

/** ECS and EC2 as Belay's own makers reach it, in the name of whoever makes the call. */
export function awsClients(wire: Wire, from: Caller, aws: Aws, by: By): AwsClients {
  const { services } = aws
  const ask = <T>(method: string, given: unknown, reads: boolean, effect: Call<T>['effect']) =>
    wire(from, { service: 'aws', method, given, effect, limitMs: callMs, reads })
  const tasksOf = (service: string) => {
    const { runningCount = 0, deployments = [] } = services.shown(service)
    return Array.from({ length: runningCount }, (_, i) => `${deployments[0]!.id}/${i}`)
  }
  const ecs = {
    describeServices: ({ services: [name] }: { services: string[] }) =>
      ask('describeServices', name, true, () => ({ services: [services.shown(name!)] })),
    describeTaskDefinition: ({ taskDefinition }: { taskDefinition: string }) =>
      ask('describeTaskDefinition', taskDefinition, true, () => {
        const { tags, ...definition } = services.definition(taskDefinition)
        return { taskDefinition: definition, tags }
      }),
    listTaskDefinitions: ({ familyPrefix, maxResults }: { familyPrefix: string; maxResults: number }) =>
      ask('listTaskDefinitions', familyPrefix, true, () => ({
        taskDefinitionArns: services
          .family(familyPrefix)
          .slice(0, maxResults)
          .map(one => one.taskDefinitionArn),
      })),
    listServiceDeployments: ({ service, maxResults }: Target & { maxResults: number }) =>
      ask('listServiceDeployments', service, true, () => ({
        serviceDeployments: services.deployments(service).slice(0, maxResults),
      })),
    describeServiceRevisions: ({ serviceRevisionArns }: { serviceRevisionArns: string[] }) =>
      ask('describeServiceRevisions', serviceRevisionArns, true, () => ({
        serviceRevisions: services.revisions(serviceRevisionArns),
      })),
    listTasks: ({ serviceName, desiredStatus }: { serviceName: string; desiredStatus: string }) =>
      ask('listTasks', serviceName, true, () => ({
        taskArns: desiredStatus === 'RUNNING' ? tasksOf(serviceName) : [],
      })),
    updateService: (
      given: Target & { taskDefinition?: string; desiredCount?: number; forceNewDeployment?: boolean },
    ) =>
      ask('updateService', given, false, () => {
        const { service, taskDefinition, desiredCount, forceNewDeployment } = given
        aws.update(by, service, {
          ...(taskDefinition !== undefined && { taskDefinition }),
          ...(desiredCount !== undefined && { desiredCount }),
          ...(forceNewDeployment && { force: true }),
        })
        return { service: services.shown(service) }
      }),
    registerTaskDefinition: (given: { family: string; containerDefinitions: { image: string }[] }) =>
      ask('registerTaskDefinition', given.family, false, () => ({
        taskDefinition: aws.register(by, given.family, given),
      })),
  }
  function ruleOf([permission]: Permission[]): Rule {
    const { FromPort: port, IpRanges } = permission!
    const { CidrIp: cidr, Description: description = '' } = IpRanges[0]!
    return { cidr, port, description }
  }
  const ec2 = {
    describeSecurityGroupRules: () =>
      ask('describeSecurityGroupRules', undefined, true, () => ({ SecurityGroupRules: aws.ingress() })),
    authorizeSecurityGroupIngress: ({ IpPermissions }: { IpPermissions: Permission[] }) =>
      ask('authorizeSecurityGroupIngress', IpPermissions, false, () =>
        aws.authorize(by, ruleOf(IpPermissions)),
      ),
    revokeSecurityGroupIngress: ({ IpPermissions }: { IpPermissions: Permission[] }) =>
      ask('revokeSecurityGroupIngress', IpPermissions, false, () => aws.revoke(by, ruleOf(IpPermissions))),
  }
  const clients = { ecs: async () => ecs, ec2: async () => ec2 }
  return { ...clients, reading: clients, async load() {} } as unknown as AwsClients
}
