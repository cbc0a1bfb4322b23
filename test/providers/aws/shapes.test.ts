import { describe, expect, it } from 'vitest'
import { createAwsShapes } from '../../../src/providers/aws/shapes.ts'
import { flagsOf, operationsOf } from '../../../src/runbook/aws/names.ts'

const shapes = createAwsShapes()

describe('what is known of AWS', () => {
  it('is what its clients know: names, types, and what is needed', async () => {
    const ecs = await shapes.service('ecs')
    const { input, output } = ecs!.operations.get('UpdateService')!
    expect(input.required).toEqual(['service'])
    const is = (name: string) => input.members.get(name)!().is
    expect([is('service'), is('desiredCount'), is('forceNewDeployment'), is('networkConfiguration')]).toEqual(
      [...['text', 'number', 'boolean', 'structure']],
    )
    const list = input.members.get('loadBalancers')!()
    expect(list.is === 'list' && list.of().is).toBe('structure')
    expect([...output.members.keys()]).toEqual(['service'])
    expect(ecs!.waiters).toContain('ServicesStable')
  })

  it('is nothing of a service that Belay does not know, whatever its name', async () => {
    expect(await shapes.service('braket')).toBeUndefined()
    expect(await shapes.service('toString')).toBeUndefined()
  })

  it('is loaded once', async () => {
    expect(await shapes.service('ecs')).toBe(await shapes.service('ecs'))
  })

  it.each([
    ['rds', 'describe-db-instances', 'db-instance-identifier'],
    ['rds', 'restore-db-instance-to-point-in-time', 'source-db-instance-identifier'],
    ['rds', 'create-db-cluster', 'enable-iam-database-authentication'],
    ['ecs', 'create-service', 'enable-ecs-managed-tags'],
    ['elbv2', 'describe-target-health', 'target-group-arn'],
    ['elbv2', 'describe-load-balancers', 'load-balancer-arns'],
    ['cloudwatch', 'get-metric-statistics', 'extended-statistics'],
    ['logs', 'filter-log-events', 'log-group-name'],
    ['acm', 'list-certificates', 'certificate-statuses'],
    ['ce', 'get-cost-and-usage', 'time-period'],
    ['lambda', 'update-function-code', 'zip-file'],
    ['elasticache', 'create-snapshot', 'replication-group-id'],
    ['cloudformation', 'create-change-set', 'template-body'],
    ['secretsmanager', 'put-secret-value', 'secret-string'],
    ['s3api', 'list-objects-v2', 'max-keys'],
    ['ec2', 'describe-security-groups', 'group-ids'],
    ['ecr', 'describe-images', 'repository-name'],
  ])('has the names of the command line: aws %s %s --%s', async (name, operation, flag) => {
    const found = operationsOf((await shapes.service(name))!).get(operation)
    expect([...flagsOf(found!.input).keys()]).toContain(flag)
  })
})
