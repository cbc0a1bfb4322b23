import { type Answer, ok, refuse } from '../answer.ts'
import { deploymentsOf } from './rollout.ts'
import { taskMs } from './settled.ts'
import {
  clusterArn,
  type SimulatedService,
  type StoppedTask,
  serviceArn,
  shortName,
  taskArn,
  taskNumber,
} from './world.ts'

type Input = {
  cluster?: string
  services?: string[]
  serviceName?: string
  tasks?: string[]
  desiredStatus?: string
}

/** The actions that are simulated, in ECS's own words. */
export const actions: Record<string, (input: Input, services: SimulatedService[]) => Answer> = {
  DescribeServices(input, services) {
    const here = inCluster(input, services)
    if (here.length === 0) return noCluster
    const asked = (input.services ?? []).map(shortName)
    const cluster = shortName(input.cluster ?? 'default')
    return ok({
      services: here.filter(({ service }) => asked.includes(service)).map(described),
      failures: asked
        .filter(name => !here.some(({ service }) => service === name))
        .map(name => ({ arn: serviceArn(cluster, name), reason: 'MISSING' })),
    })
  },

  ListTasks(input, services) {
    const here = inCluster(input, services)
    if (here.length === 0) return noCluster
    const found = here.find(({ service }) => service === shortName(input.serviceName ?? ''))
    if (!found) return refuse('ServiceNotFoundException', 'Service not found.')
    const stopped = (found.stopped ?? []).map((_, index) => taskArn(found.cluster, found.service, index))
    return ok({ taskArns: input.desiredStatus === 'STOPPED' ? stopped : runningTasks(found) })
  },

  DescribeTasks(input, services) {
    const here = inCluster(input, services)
    if (here.length === 0) return noCluster
    const tasks = here.flatMap(service => [
      ...(service.stopped ?? []).map((task, index) => stoppedTask(service, task, index)),
      ...runningTasks(service).map(arn => runningTask(service, arn, 'RUNNING')),
      ...(service.stoppedTasks ?? []).map(arn => runningTask(service, arn, 'STOPPED')),
    ])
    return ok({ tasks: tasks.filter(task => input.tasks?.includes(task.taskArn)), failures: [] })
  },
}

const noCluster = refuse('ClusterNotFoundException', 'Cluster not found.')

const inCluster = ({ cluster = 'default' }: Input, services: SimulatedService[]) =>
  services.filter(service => service.cluster === shortName(cluster))

export function described(service: SimulatedService) {
  const { cluster, service: name, desired, running, status = 'ACTIVE', events = [] } = service
  return {
    taskDefinition: service.taskDefinition,
    launchType: 'FARGATE',
    ...(service.behind && { loadBalancers: [service.behind] }),
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: ['subnet-0a1', 'subnet-0b2'],
        securityGroups: ['sg-0c3'],
        assignPublicIp: 'DISABLED',
      },
    },
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    serviceArn: serviceArn(cluster, name),
    serviceName: name,
    clusterArn: clusterArn(cluster),
    status,
    desiredCount: desired,
    runningCount: running,
    pendingCount: Math.max(0, desired - running),
    deployments: deploymentsOf(service).map((deployment, index) => ({
      id: deployment.id ?? `ecs-svc/${index}`,
      taskDefinition: deployment.taskDefinition,
      status: deployment.status,
      rolloutState: deployment.rolloutState,
      rolloutStateReason: deployment.rolloutStateReason,
      desiredCount: deployment.desired,
      runningCount: deployment.running,
      failedTasks: deployment.failed ?? 0,
    })),
    events: events.map(({ message, at }, index) => ({
      id: `event-${index}`,
      createdAt: at / 1000,
      message: `(service ${name}) ${message}`,
    })),
  }
}

const runningTasks = ({ cluster, service, running, generation = 0 }: SimulatedService): string[] =>
  Array.from({ length: running }, (_, index) => taskArn(cluster, service, taskNumber(generation, index)))

const runningTask = (
  { cluster, service, taskDefinition, deployments: [primary] = [] }: SimulatedService,
  taskArn: string,
  desiredStatus: string,
) => ({
  taskArn,
  ...(primary?.at !== undefined && { createdAt: primary.at / 1000 }),
  taskDefinitionArn: taskDefinition,
  clusterArn: clusterArn(cluster),
  group: `service:${service}`,
  lastStatus: desiredStatus,
  desiredStatus,
})

function stoppedTask(
  { cluster, service, taskDefinition }: SimulatedService,
  task: StoppedTask,
  index: number,
) {
  return {
    taskArn: taskArn(cluster, service, index),
    taskDefinitionArn: task.taskDefinition ?? taskDefinition,
    clusterArn: clusterArn(cluster),
    group: `service:${service}`,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    createdAt: task.at - taskMs / 1000,
    stoppedAt: task.at,
    stoppedReason: task.reason,
    stopCode: task.code ?? 'EssentialContainerExited',
    containers: [
      {
        name: task.container ?? service,
        lastStatus: 'STOPPED',
        exitCode: task.exitCode,
        reason: task.containerReason,
      },
    ],
  }
}
