import { listen } from '../listen.ts'
import { serving } from '../serving.ts'
import { createAcm } from './acm.ts'
import { refuse, type Service } from './answer.ts'
import { createAutoscaling } from './autoscaling.ts'
import { createCloudFormation } from './cloudformation/cloudformation.ts'
import { createCloudWatch } from './cloudwatch.ts'
import { createCognito } from './cognito.ts'
import { createCostExplorer } from './cost-explorer.ts'
import { createEc2 } from './ec2.ts'
import { createEcr } from './ecr.ts'
import { createEcs } from './ecs/ecs.ts'
import { createElastiCache } from './elasticache.ts'
import { createElb } from './elb.ts'
import { type Fault, nameOf, refused } from './faults.ts'
import { createIam } from './iam.ts'
import { createLambda } from './lambda/lambda.ts'
import { createLogs } from './logs.ts'
import { createRds } from './rds/rds.ts'
import { createRoute53 } from './route53.ts'
import { createS3 } from './s3.ts'
import { createSecrets } from './secrets.ts'
import { createSsm } from './ssm.ts'
import { createSts } from './sts.ts'
import { type Call, read, send } from './wire.ts'

/** An AWS account as the SDKs see it: all services at one address, told apart by the scope of the signature. */
export async function createAws({
  port = 0,
  now = Date.now,
}: {
  port?: number
  /** By which what takes time goes on, in milliseconds since the epoch. */
  now?: () => number
} = {}) {
  const ecr = createEcr()
  const logs = createLogs(now)
  const ecs = createEcs(now, ecr.tagOf, logs.print)
  const parts = {
    acm: createAcm(),
    autoscaling: createAutoscaling(ecs.clamp),
    cloudformation: createCloudFormation(now),
    cloudwatch: createCloudWatch(),
    cognito: createCognito(now),
    costs: createCostExplorer(),
    ec2: createEc2(),
    ecr,
    ecs,
    elasticache: createElastiCache(now),
    elb: createElb(),
    iam: createIam(),
    lambda: createLambda(now),
    logs,
    rds: createRds(now),
    route53: createRoute53(),
    s3: createS3(),
    secrets: createSecrets(now),
    ssm: createSsm(now),
  }
  /** By the names that signatures call them. */
  const services: Record<string, Service> = {
    acm: parts.acm,
    'application-autoscaling': parts.autoscaling,
    cloudformation: parts.cloudformation,
    ce: parts.costs,
    'cognito-idp': parts.cognito,
    ec2: parts.ec2,
    ecr: parts.ecr,
    ecs: parts.ecs,
    elasticache: parts.elasticache,
    elasticloadbalancing: parts.elb,
    iam: parts.iam,
    lambda: parts.lambda,
    logs: parts.logs,
    monitoring: parts.cloudwatch,
    rds: parts.rds,
    route53: parts.route53,
    s3: parts.s3,
    secretsmanager: parts.secrets,
    ssm: parts.ssm,
    sts: createSts(),
  }
  const faults = new Map<string, { fault: Fault; after: number }>()
  const asked: (Call & { name: string; connection: string })[] = []

  function faultOf(name: string): Fault | undefined {
    const set = faults.get(name) ?? faults.get(`${name.split(':')[0]}:*`) ?? faults.get('*')
    return set && set.after-- <= 0 ? set.fault : undefined
  }

  const server = serving((request, response, body) => {
    const call = read(request, body)
    const name = nameOf(call)
    const service = Object.hasOwn(services, call.service) ? services[call.service] : undefined
    asked.push({ ...call, name, connection: `${request.socket.remotePort}` })
    const fault = faultOf(name)
    if (fault === 'hanging') return
    if (fault && fault !== 'lost' && fault !== 'mute' && fault !== 'garbled')
      return send(request, response, call, refused(fault, call, service))
    const answer =
      service?.answers[call.action]?.(call.input) ??
      refuse('UnknownOperationException', `No ${call.action} in here.`)
    if (fault === 'mute') return
    if (fault === 'lost') return void response.destroy()
    if (fault === 'garbled') return void response.writeHead(200).end('<html>A proxy says:</b> {')
    send(request, response, call, answer)
  })

  const { url, close } = await listen(server, port)
  return {
    /** For `AWS_ENDPOINT_URL`, or a client's `endpoint`. */
    url,
    ...parts,
    /** What `ecs:DescribeServices`, `ecs:*` or `*` does from now on, or `after` so many more calls; undefined mends it. */
    fault: (name: string, fault: Fault | undefined, { after = 0 } = {}): void =>
      void (fault ? faults.set(name, { fault, after }) : faults.delete(name)),
    /** Everything is as it should be again. */
    mend: (): void => faults.clear(),
    /** What was asked, oldest first. */
    asked,
    close,
  }
}
export type SimulatedAws = Awaited<ReturnType<typeof createAws>>
