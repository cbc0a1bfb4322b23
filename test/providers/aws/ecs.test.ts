import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import type { Finding } from '../../../src/ports/probes.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createEcsProbe } from '../../../src/providers/aws/ecs/probe.ts'

const target = { cluster: 'learnbot-production', service: 'resume-parser', region: 'us-east-1' }
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const enough = 10_000

let aws: SimulatedAws
let look: (timeoutMs?: number) => Promise<Finding>

beforeAll(async () => {
  aws = await createAws()
  const probe = createEcsProbe(createAwsClients({ endpoint: aws.url, credentials }))
  look = (timeoutMs = enough) => probe(target, timeoutMs)
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.ecs.set({
    ...target,
    status: 'ACTIVE',
    desired: 2,
    running: 2,
    deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', desired: 2, running: 2 }],
    events: [{ message: 'has reached a steady state.', at: 1_000 }],
    stopped: [],
  })
  aws.mend()
  aws.asked.length = 0
})

describe('a service in ECS', () => {
  it('with all its tasks is fine, and costs one call', async () => {
    expect(await look()).toMatchObject({ state: 'fine', what: 'ECS', detail: '2 of 2 tasks' })
    expect(aws.asked.map(({ action }) => action)).toEqual(['DescribeServices'])
  })

  it('that ran out of memory is down, and says so', async () => {
    aws.ecs.set({
      ...target,
      running: 0,
      stopped: [
        { at: 1_000, reason: 'Essential container in task exited', exitCode: 1 },
        { at: 2_000, reason: 'Essential container in task exited', exitCode: 137 },
      ],
    })
    expect(await look()).toMatchObject({
      state: 'down',
      detail: '0 of 2 tasks, stopped: exit 137 (out of memory)',
    })
  })

  it('that ECS itself killed did not run out of memory', async () => {
    const reason = 'Task failed ELB health checks in (target-group web)'
    aws.ecs.set({
      ...target,
      running: 1,
      stopped: [{ at: 1, reason, code: 'ServiceSchedulerInitiated', exitCode: 137 }],
    })
    expect(await look()).toMatchObject({
      state: 'unsettled',
      detail: `1 of 2 tasks, stopped: exit 137 (${reason})`,
    })
  })

  it('whose tasks never start tells why, with what ECS said last', async () => {
    aws.ecs.set({
      ...target,
      running: 0,
      events: [{ message: 'was unable to place a task.', at: 1_000 }],
      stopped: [{ at: 1, reason: 'CannotPullContainerError: not found', code: 'TaskFailedToStart' }],
    })
    expect(await look()).toMatchObject({
      state: 'down',
      detail: '0 of 2 tasks, stopped: CannotPullContainerError: not found, ECS: was unable to place a task',
    })
  })

  it('that is rolling out says how far it is', async () => {
    aws.ecs.set({
      ...target,
      deployments: [
        { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desired: 2, running: 1 },
        { status: 'ACTIVE', rolloutState: 'COMPLETED', desired: 1, running: 1 },
      ],
    })
    expect(await look()).toMatchObject({
      state: 'fine',
      detail: '2 of 2 tasks, rolling out: 1 of 2 new tasks',
    })
  })

  it('whose new tasks fail is unsettled while the old ones still serve', async () => {
    aws.ecs.set({
      ...target,
      deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desired: 2, running: 0, failed: 3 }],
      stopped: [{ at: 1, reason: 'Essential container in task exited', exitCode: 1 }],
    })
    expect(await look()).toMatchObject({
      state: 'unsettled',
      detail: '2 of 2 tasks, rolling out: 0 of 2 new tasks, 3 failed, stopped: exit 1',
    })
  })

  it('that the circuit breaker rolls back says so', async () => {
    aws.ecs.set({
      ...target,
      deployments: [
        { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desired: 2, running: 2 },
        { status: 'ACTIVE', rolloutState: 'FAILED', desired: 0, running: 0 },
      ],
    })
    expect(await look()).toMatchObject({
      state: 'unsettled',
      detail: '2 of 2 tasks, rolling back: 2 of 2 tasks',
    })
  })

  it('whose roll-out has failed for good is unsettled, with ECS’s reason as one sentence among others', async () => {
    aws.ecs.set({
      ...target,
      deployments: [
        { status: 'PRIMARY', rolloutState: 'COMPLETED', desired: 2, running: 2 },
        {
          status: 'ACTIVE',
          rolloutState: 'FAILED',
          rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
          desired: 0,
          running: 0,
        },
      ],
      stopped: [{ at: 1, reason: 'Essential container in task exited', exitCode: 1 }],
    })
    expect(await look()).toMatchObject({
      state: 'unsettled',
      detail:
        '2 of 2 tasks, roll-out failed: ECS deployment circuit breaker: tasks failed to start, stopped: exit 1',
    })
  })

  it('that is scaled to zero is nobody’s failure', async () => {
    aws.ecs.set({ ...target, desired: 0, running: 0 })
    expect(await look()).toMatchObject({ state: 'unknown', detail: '0 tasks wanted: scaled to zero' })
  })

  it('that was deleted, or never was, is down', async () => {
    aws.ecs.set({ ...target, status: 'INACTIVE', desired: 0, running: 0 })
    expect(await look()).toMatchObject({ state: 'down', detail: 'the service was deleted' })

    const probe = createEcsProbe(createAwsClients({ endpoint: aws.url, credentials }))
    const typo = await probe({ ...target, service: 'resume-praser' }, enough)
    expect(typo).toMatchObject({
      state: 'down',
      detail: 'there is no service resume-praser in cluster learnbot-production',
    })
    const elsewhere = await probe({ ...target, cluster: 'staging' }, enough)
    expect(elsewhere).toMatchObject({
      state: 'down',
      detail: 'there is no service resume-parser in cluster staging',
    })
  })
})

describe('when AWS does not tell', () => {
  it('a refusal names the action, the resource and the policy that would allow it', async () => {
    aws.fault('*', 'denied')
    const { state, detail } = await look()
    expect(state).toBe('unknown')
    expect(detail).toBe(
      "AWS refused ecs:DescribeServices on resume-parser: Belay's role may not. " +
        'Policy to add: {"Effect":"Allow","Action":"ecs:DescribeServices",' +
        '"Resource":"arn:aws:ecs:us-east-1:123456789012:service/learnbot-production/resume-parser"}',
    )
  })

  it('why a task stopped, what is known is shown all the same', async () => {
    aws.ecs.set({ ...target, running: 0 })
    aws.fault('ecs:ListTasks', 'denied')
    const { state, detail } = await look()
    expect(state).toBe('down')
    expect(detail).toMatch(/^0 of 2 tasks, AWS refused ecs:ListTasks on resume-parser: /)
  })

  it('being limited, it tries once more and no oftener', async () => {
    aws.fault('*', 'throttled')
    expect(await look()).toMatchObject({
      state: 'unknown',
      detail: 'AWS limits ecs:DescribeServices just now: look again in a minute',
    })
    expect(aws.asked).toHaveLength(2)
  })

  it.each([
    ['expired', "Belay's AWS credentials have expired: renew them"],
    ['broken', 'AWS answered 500 (ServerException) to ecs:DescribeServices'],
  ] as const)('%s: %s', async (fault, detail) => {
    aws.fault('*', fault)
    expect(await look()).toMatchObject({ state: 'unknown', detail })
  })

  it('it ends in time', async () => {
    aws.fault('*', 'hanging')
    expect(await look(50)).toMatchObject({ state: 'unknown', detail: 'no answer from AWS in 50 ms' })
  })

  it('not even credentials, it ends in time', async () => {
    const never = () => new Promise<never>(() => {})
    const probe = createEcsProbe(createAwsClients({ endpoint: aws.url, credentials: never }))
    expect(await probe(target, 50)).toMatchObject({ state: 'unknown', detail: 'no answer from AWS in 50 ms' })
  })

  it('where it should be away, it says that it cannot be reached', async () => {
    const gone = await createAws()
    await gone.close()
    const probe = createEcsProbe(createAwsClients({ endpoint: gone.url, credentials }))
    const detail = 'AWS could not be reached (ECONNREFUSED)'
    expect(await probe(target, enough)).toMatchObject({ state: 'unknown', detail })
  })
})

describe('a role', () => {
  const role = 'arn:aws:iam::210987654321:role/belay-reader'
  const probe = () => createEcsProbe(createAwsClients({ endpoint: aws.url, credentials }))
  const asked = () => aws.asked.map(({ name, key }) => `${name} by ${key}`)

  it('is assumed once for many looks, and looked with', async () => {
    const look = probe()
    expect(await look({ ...target, role }, enough)).toMatchObject({ state: 'fine' })
    expect(await look({ ...target, role }, enough)).toMatchObject({ state: 'fine' })
    expect(asked()).toEqual([
      'sts:AssumeRole by AKIATEST',
      'ecs:DescribeServices by ASIAROLE',
      'ecs:DescribeServices by ASIAROLE',
    ])
    expect(aws.asked[0]?.input.RoleArn).toBe(role)
  })

  it('that may not be assumed is never replaced by another: nothing is looked at', async () => {
    aws.fault('sts:AssumeRole', 'denied')
    expect(await probe()({ ...target, role }, enough)).toMatchObject({
      state: 'unknown',
      detail: `AWS refused sts:AssumeRole on ${role}: Belay's role may not. Policy to add: {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${role}"}`,
    })
    expect(asked()).toEqual(['sts:AssumeRole by AKIATEST'])
  })
})
