import type { ACM } from '@aws-sdk/client-acm'
import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import type { CloudFormation } from '@aws-sdk/client-cloudformation'
import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import type { CostExplorer } from '@aws-sdk/client-cost-explorer'
import type { EC2 } from '@aws-sdk/client-ec2'
import type { ECR } from '@aws-sdk/client-ecr'
import type { ECS } from '@aws-sdk/client-ecs'
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ElastiCache } from '@aws-sdk/client-elasticache'
import type { IAM } from '@aws-sdk/client-iam'
import type { Lambda } from '@aws-sdk/client-lambda'
import type { RDS } from '@aws-sdk/client-rds'
import type { Route53 } from '@aws-sdk/client-route-53'
import type { S3 } from '@aws-sdk/client-s3'
import type { SecretsManager } from '@aws-sdk/client-secrets-manager'
import type { SSM } from '@aws-sdk/client-ssm'
import { assumed, type Credentials } from './role.ts'

/** Which account and region: without a region the SDK's own setting, without a role Belay's own account. */
export interface Where {
  region?: string
  role?: string
}

export type ServiceName = keyof Services

interface Services {
  acm: ACM
  autoscaling: ApplicationAutoScaling
  cloudformation: CloudFormation
  cloudwatch: CloudWatch
  cognito: CognitoIdentityProvider
  costs: CostExplorer
  ec2: EC2
  ecr: ECR
  ecs: ECS
  elasticache: ElastiCache
  elb: ElasticLoadBalancingV2
  iam: IAM
  lambda: Lambda
  logs: CloudWatchLogs
  rds: RDS
  route53: Route53
  s3: S3
  secrets: SecretsManager
  ssm: SSM
}

/** What changes nothing, by the name that AWS gives it. */
type Reading<Client> = Pick<
  Client,
  Extract<keyof Client, `${'describe' | 'list' | 'get' | 'filter'}${string}`>
>

type Clients = { [S in keyof Services]: (where: Where) => Promise<Services[S]> }
type ReadingClients = { [S in keyof Services]: (where: Where) => Promise<Reading<Services[S]>> }

/**
 * AWS's own clients, one per service, region and role; each SDK is loaded when it is first used.
 *
 * What changes something goes through `aws.ecs(where)`: one attempt, over a connection of its own. What only reads may
 * go through `aws.reading.ecs(where)`, which tries once more where AWS says that this helps. Every call is made within
 * `ask` (failure.ts), which ends it in time and puts what goes wrong into words:
 *
 *     const ecs = await aws.ecs({ region, role })
 *     await ask(call, within(10_000), abortSignal => ecs.updateService(input, { abortSignal }))
 */
export type AwsClients = Clients & {
  reading: ReadingClients
  /** Loads the SDK of a service ahead of its first use, which takes a moment of the processor. */
  load(service: ServiceName): Promise<void>
}

export interface AwsOptions {
  endpoint?: string
  /** Instead of the SDK's own search for credentials. */
  credentials?: Credentials
}

/** No request outlives this, in milliseconds, whatever else it was given. */
const requestTimeout = 30_000

const limits = { connectionTimeout: 3_000, requestTimeout, throwOnRequestTimeout: true }
const ownConnection = { keepAlive: false }
/** An answer that is lost may be that of a call that was carried out; and a connection from before may be dead. */
const once = {
  maxAttempts: 1,
  requestHandler: { ...limits, httpAgent: ownConnection, httpsAgent: ownConnection },
}
const twice = { maxAttempts: 2, requestHandler: limits }

type Settings = AwsOptions & Where & (typeof once | typeof twice)

const load = {
  acm: () => import('@aws-sdk/client-acm'),
  autoscaling: () => import('@aws-sdk/client-application-auto-scaling'),
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  cognito: () => import('@aws-sdk/client-cognito-identity-provider'),
  costs: () => import('@aws-sdk/client-cost-explorer'),
  ec2: () => import('@aws-sdk/client-ec2'),
  ecr: () => import('@aws-sdk/client-ecr'),
  ecs: () => import('@aws-sdk/client-ecs'),
  elasticache: () => import('@aws-sdk/client-elasticache'),
  elb: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  iam: () => import('@aws-sdk/client-iam'),
  lambda: () => import('@aws-sdk/client-lambda'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  rds: () => import('@aws-sdk/client-rds'),
  route53: () => import('@aws-sdk/client-route-53'),
  s3: () => import('@aws-sdk/client-s3'),
  secrets: () => import('@aws-sdk/client-secrets-manager'),
  ssm: () => import('@aws-sdk/client-ssm'),
}

const make: { [S in keyof Services]: (settings: Settings) => Promise<Services[S]> } = {
  acm: async settings => new (await load.acm()).ACM(settings),
  autoscaling: async settings => new (await load.autoscaling()).ApplicationAutoScaling(settings),
  cloudformation: async settings => new (await load.cloudformation()).CloudFormation(settings),
  cloudwatch: async settings => new (await load.cloudwatch()).CloudWatch(settings),
  cognito: async settings => new (await load.cognito()).CognitoIdentityProvider(settings),
  costs: async settings => new (await load.costs()).CostExplorer(settings),
  ec2: async settings => new (await load.ec2()).EC2(settings),
  ecr: async settings => new (await load.ecr()).ECR(settings),
  ecs: async settings => new (await load.ecs()).ECS(settings),
  elasticache: async settings => new (await load.elasticache()).ElastiCache(settings),
  elb: async settings => new (await load.elb()).ElasticLoadBalancingV2(settings),
  iam: async settings => new (await load.iam()).IAM(settings),
  lambda: async settings => new (await load.lambda()).Lambda(settings),
  logs: async settings => new (await load.logs()).CloudWatchLogs(settings),
  rds: async settings => new (await load.rds()).RDS(settings),
  route53: async settings => new (await load.route53()).Route53(settings),
  s3: async settings => new (await load.s3()).S3(settings),
  secrets: async settings => new (await load.secrets()).SecretsManager(settings),
  ssm: async settings => new (await load.ssm()).SSM(settings),
}

export function createAwsClients(given: AwsOptions = {}): AwsClients {
  const kept = new Map<string, Promise<unknown>>()

  const client =
    <S extends keyof Services>(service: S, attempts: typeof once | typeof twice) =>
    ({ region, role }: Where): Promise<Services[S]> => {
      const key = [service, attempts.maxAttempts, region, role].join(' ')
      const settings = { ...given, ...(region && { region }) }
      const connect = async () => {
        const credentials = role && { credentials: await assumed(role, settings) }
        return make[service]({ ...settings, ...attempts, ...credentials })
      }
      const found = (kept.get(key) as Promise<Services[S]> | undefined) ?? connect()
      kept.set(key, found)
      return found
    }

  const all = (attempts: typeof once | typeof twice): Clients => ({
    acm: client('acm', attempts),
    autoscaling: client('autoscaling', attempts),
    cloudformation: client('cloudformation', attempts),
    cloudwatch: client('cloudwatch', attempts),
    cognito: client('cognito', attempts),
    costs: client('costs', attempts),
    ec2: client('ec2', attempts),
    ecr: client('ecr', attempts),
    ecs: client('ecs', attempts),
    elasticache: client('elasticache', attempts),
    elb: client('elb', attempts),
    iam: client('iam', attempts),
    lambda: client('lambda', attempts),
    logs: client('logs', attempts),
    rds: client('rds', attempts),
    route53: client('route53', attempts),
    s3: client('s3', attempts),
    secrets: client('secrets', attempts),
    ssm: client('ssm', attempts),
  })
  return {
    ...all(once),
    reading: all(twice),
    load: async service => void (await load[service]()),
  }
}
