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
import type { AwsOptions } from './options.ts'

export interface Services {
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

export type ServiceName = keyof Services

type ClientSettings = AwsOptions & {
  region?: string
  maxAttempts: number
  requestHandler: Record<string, unknown>
}

/** Each SDK, loaded when it is first used. */
export const load = {
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

export const make: { [S in keyof Services]: (settings: ClientSettings) => Promise<Services[S]> } = {
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
