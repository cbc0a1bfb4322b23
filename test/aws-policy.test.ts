import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createAws } from '../sandbox/aws/aws.ts'

/** By the names that policies call them. */
const services = {
  acm: 'acm',
  autoscaling: 'application-autoscaling',
  cloudformation: 'cloudformation',
  cloudwatch: 'cloudwatch',
  cognito: 'cognito-idp',
  costs: 'ce',
  ec2: 'ec2',
  ecr: 'ecr',
  ecs: 'ecs',
  elasticache: 'elasticache',
  elb: 'elasticloadbalancing',
  iam: 'iam',
  lambda: 'lambda',
  logs: 'logs',
  rds: 'rds',
  route53: 'route53',
  s3: 's3',
  secrets: 'secretsmanager',
  ssm: 'ssm',
} as const

/** What AWS asks for besides the action itself: what is made is tagged, tasks have roles, a package is fetched. */
const besides = ['ecs:TagResource', 'elasticache:AddTagsToResource', 'iam:PassRole', 'rds:AddTagsToResource']

test('the policy allows what is simulated, since something calls it, and nothing else', async () => {
  const aws = await createAws()
  const called = Object.entries(services).flatMap(([part, name]) =>
    Object.keys(aws[part as keyof typeof services].answers).map(action => `${name}:${action}`),
  )
  await aws.close()
  const { Statement } = JSON.parse(readFileSync('docs/aws-policy.json', 'utf8')) as {
    Statement: { Action: string | string[] }[]
  }
  const allowed = Statement.flatMap(({ Action }) => Action)
  expect(allowed.sort()).toEqual([...called, ...besides].sort())
})
