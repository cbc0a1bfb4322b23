import type { Keeps, Service } from '../../src/domain/service-settings.ts'
import type { SsmHome } from '../../src/domain/task-settings.ts'
import type { SimulatedAws } from '../aws/aws.ts'
import { made } from '../aws/lambda/made.ts'
import { history, writing } from './history.ts'
import { accesses, anHour } from './written.ts'

const day = 24 * 3_600_000

/** A service of a system's file as it is when all is well, whatever it runs on. */
export function furnishService(aws: SimulatedAws, service: Service, now: number): void {
  const {
    ecs,
    lambda,
    scale,
    logs,
    targetGroup,
    loadBalancer,
    accessLog,
    deploy,
    tasks: named = {},
    blueGreen,
  } = service
  const tasks = scale?.min ?? 1
  if (ecs) {
    const before = history(aws, ecs.service, { deploy, logs }, now)
    const behind = targetGroup && {
      targetGroupArn: targetGroup,
      containerName: deploy?.ecs?.container ?? 'app',
      containerPort: 8080,
    }
    aws.ecs.set({
      ...ecs,
      desired: tasks,
      running: tasks,
      taskDefinition: before[0]!,
      before,
      ...(behind && { behind }),
    })
    if (scale) aws.autoscaling.set(ecs.cluster, ecs.service, { ...scale, keeps: keptOf(scale.keeps) })
  }
  for (const { ssm } of Object.values(named)) if (ssm) furnishMachine(aws, ssm)
  for (const { taskDefinition, container = 'app' } of Object.values(named))
    if (taskDefinition)
      aws.ecs.define(taskDefinition, [{ name: container, image: taskDefinition, ...writing(logs) }])
  if (lambda) aws.lambda.set({ name: lambda.function, ...madeOf(lambda, deploy, now) })
  if (logs) aws.logs.write(logs, ...anHour(now))
  if (accessLog) aws.logs.write(accessLog, ...accesses(now))
  if (targetGroup) aws.elb.set(targetGroup, healthy(tasks))
  if (loadBalancer) {
    furnishListeners(aws, loadBalancer, blueGreen ? undefined : targetGroup)
    aws.elb.balance(loadBalancer, { groups: targetGroup ? [targetGroup] : [], madeAt: now - 400 * day })
  }
  if (blueGreen) {
    aws.elb.set(blueGreen.green.targetGroup, [])
    aws.elb.forward(blueGreen.listener, blueGreen.blue.targetGroup)
  }
}

/** HTTPS to the service, and what comes over plain HTTP led there. */
function furnishListeners(aws: SimulatedAws, balancer: string, group: string | undefined): void {
  const at = balancer.replace(':loadbalancer/', ':listener/')
  const RedirectConfig = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' }
  aws.elb.listen(`${at}/0a80`, {
    port: 80,
    protocol: 'HTTP',
    otherwise: { Type: 'redirect', RedirectConfig },
  })
  if (group !== undefined) aws.elb.forward(`${at}/0a443`, group)
}

/** A document with all that its task gives it, and a machine that it may run on. */
function furnishMachine(aws: SimulatedAws, { document, on, parameters }: SsmHome): void {
  aws.ssm.define(document, Object.fromEntries(Object.keys(parameters).map(name => [name, undefined])))
  const name = Object.values(on).join('-')
  aws.ssm.machine({
    id: `i-0${Buffer.from(name).toString('hex').slice(0, 8)}`,
    name,
    tags: on,
    isOnline: true,
  })
}

/** What autoscaling keeps a service at, in percent. */
const keptOf = ({ cpu = 70, memory = 80 }: Keeps = {}) => ({
  ECSServiceAverageCPUUtilization: cpu,
  ECSServiceAverageMemoryUtilization: memory,
})

const healthy = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `10.0.0.${10 + i}`, state: 'healthy' as const }))

/** What a function was made of lately, from where its system file says that packages lie. */
function madeOf({ alias, memory }: NonNullable<Service['lambda']>, deploy: Service['deploy'], now: number) {
  const how = deploy?.lambda
  const { bucket, key } = how && 'key' in how ? how : { bucket: 'packages', key: '{version}.zip' }
  return made({ pattern: `${bucket}/${key}`, memory: memory?.min ?? 512, alias, now })
}
