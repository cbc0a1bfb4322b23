/** The client of each service of AWS that Belay asks; its SDK is loaded when it is first used. */
export const services = {
  acm: async () => (await import('@aws-sdk/client-acm')).ACM,
  autoscaling: async () => (await import('@aws-sdk/client-application-auto-scaling')).ApplicationAutoScaling,
  cloudformation: async () => (await import('@aws-sdk/client-cloudformation')).CloudFormation,
  cloudwatch: async () => (await import('@aws-sdk/client-cloudwatch')).CloudWatch,
  cognito: async () => (await import('@aws-sdk/client-cognito-identity-provider')).CognitoIdentityProvider,
  costs: async () => (await import('@aws-sdk/client-cost-explorer')).CostExplorer,
  ec2: async () => (await import('@aws-sdk/client-ec2')).EC2,
  ecr: async () => (await import('@aws-sdk/client-ecr')).ECR,
  ecs: async () => (await import('@aws-sdk/client-ecs')).ECS,
  elasticache: async () => (await import('@aws-sdk/client-elasticache')).ElastiCache,
  elb: async () => (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2,
  iam: async () => (await import('@aws-sdk/client-iam')).IAM,
  lambda: async () => (await import('@aws-sdk/client-lambda')).Lambda,
  logs: async () => (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs,
  rds: async () => (await import('@aws-sdk/client-rds')).RDS,
  route53: async () => (await import('@aws-sdk/client-route-53')).Route53,
  s3: async () => (await import('@aws-sdk/client-s3')).S3,
  secrets: async () => (await import('@aws-sdk/client-secrets-manager')).SecretsManager,
  ssm: async () => (await import('@aws-sdk/client-ssm')).SSM,
}

export type ServiceName = keyof typeof services
export type Services = {
  [S in ServiceName]: InstanceType<Awaited<ReturnType<(typeof services)[S]>>>
}
export const serviceNames = Object.keys(services) as ServiceName[]
