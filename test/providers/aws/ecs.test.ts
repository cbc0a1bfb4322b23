import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEcs, type SimulatedEcs } from '../../../sandbox/ecs/ecs.ts'
import type { Finding } from '../../../src/ports/probes.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createEcsProbe } from '../../../src/providers/aws/ecs.ts'

const target = { cluster: 'learnbot-production', service: 'resume-parser', region: 'us-east-1' }
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const enough = 10_000

let ecs: SimulatedEcs
let look: (timeoutMs?: number) => Promise<Finding>

beforeAll(async () => {
  ecs = await createEcs()
  const probe = createEcsProbe(createAwsClients({ endpoint: ecs.url, credentials }))
  look = (timeoutMs = enough) => probe(target, timeoutMs)
})
afterAll(() => ecs.close())
beforeEach(() => {
  ecs.set({
    ...target,
    status: 'ACTIVE',
    desired: 2,
    running: 2,
    deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', desired: 2, running: 2 }],
    events: ['has reached a steady state.'],
    stopped: [],
  })
  for (const action of ['*', 'ListTasks']) ecs.fault(action, undefined)
  ecs.asked.length = 0
})

describe('a service in ECS', () => {
  it('with all its tasks is fine, and costs one call', async () => {
    expect(await look()).toMatchObject({ state: 'fine', what: 'ECS', detail: '2 of 2 tasks' })
    expect(ecs.asked.map(({ action }) => action)).toEqual(['DescribeServices'])
  })

  it('that ran out of memory is down, and says so', async () => {
    ecs.set({
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
    ecs.set({
      ...target,
      running: 1,
      stopped: [{ at: 1, reason, code: 'ServiceSchedulerInitiated', exitCode: 137 }],
    })
    expect(await look()).toMatchObject({
      state: 'slow',
      detail: `1 of 2 tasks, stopped: exit 137 (${reason})`,
    })
  })

  it('whose tasks never start tells why, with what ECS said last', async () => {
    ecs.set({
      ...target,
      running: 0,
      events: ['was unable to place a task.'],
      stopped: [{ at: 1, reason: 'CannotPullContainerError: not found', code: 'TaskFailedToStart' }],
    })
    expect(await look()).toMatchObject({
      state: 'down',
      detail: '0 of 2 tasks, stopped: CannotPullContainerError: not found, ECS: was unable to place a task',
    })
  })

  it('that is rolling out says how far it is', async () => {
    ecs.set({
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

  it('whose new tasks fail is slow while the old ones still serve', async () => {
    ecs.set({
      ...target,
      deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desired: 2, running: 0, failed: 3 }],
      stopped: [{ at: 1, reason: 'Essential container in task exited', exitCode: 1 }],
    })
    expect(await look()).toMatchObject({
      state: 'slow',
      detail: '2 of 2 tasks, rolling out: 0 of 2 new tasks, 3 failed, stopped: exit 1',
    })
  })

  it('that the circuit breaker rolls back says so', async () => {
    ecs.set({
      ...target,
      deployments: [
        { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desired: 2, running: 2 },
        { status: 'ACTIVE', rolloutState: 'FAILED', desired: 0, running: 0 },
      ],
    })
    expect(await look()).toMatchObject({
      state: 'slow',
      detail: '2 of 2 tasks, rolling back: 2 of 2 tasks',
    })
  })

  it('that is scaled to zero is nobody’s failure', async () => {
    ecs.set({ ...target, desired: 0, running: 0 })
    expect(await look()).toMatchObject({ state: 'unknown', detail: '0 tasks wanted: scaled to zero' })
  })

  it('that was deleted, or never was, is down', async () => {
    ecs.set({ ...target, status: 'INACTIVE', desired: 0, running: 0 })
    expect(await look()).toMatchObject({ state: 'down', detail: 'the service was deleted' })

    const probe = createEcsProbe(createAwsClients({ endpoint: ecs.url, credentials }))
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
    ecs.fault('*', 'denied')
    const { state, detail } = await look()
    expect(state).toBe('unknown')
    expect(detail).toBe(
      "AWS refused ecs:DescribeServices on resume-parser: Belay's role may not. " +
        'Policy to add: {"Effect":"Allow","Action":"ecs:DescribeServices",' +
        '"Resource":"arn:aws:ecs:us-east-1:123456789012:service/learnbot-production/resume-parser"}',
    )
  })

  it('why a task stopped, what is known is shown all the same', async () => {
    ecs.set({ ...target, running: 0 })
    ecs.fault('ListTasks', 'denied')
    const { state, detail } = await look()
    expect(state).toBe('down')
    expect(detail).toMatch(/^0 of 2 tasks, AWS refused ecs:ListTasks on resume-parser: /)
  })

  it('being limited, it tries once more and no oftener', async () => {
    ecs.fault('*', 'throttled')
    expect(await look()).toMatchObject({
      state: 'unknown',
      detail: 'AWS limits ecs:DescribeServices just now: look again in a minute',
    })
    expect(ecs.asked).toHaveLength(2)
  })

  it.each([
    ['expired', "Belay's AWS credentials have expired: renew them"],
    ['broken', 'AWS answered 500 (ServerException) to ecs:DescribeServices'],
  ] as const)('%s: %s', async (fault, detail) => {
    ecs.fault('*', fault)
    expect(await look()).toMatchObject({ state: 'unknown', detail })
  })

  it('it ends in time', async () => {
    ecs.fault('*', 'hanging')
    expect(await look(50)).toMatchObject({ state: 'unknown', detail: 'no answer from AWS in 50 ms' })
  })

  it('not even credentials, it ends in time', async () => {
    const never = () => new Promise<never>(() => {})
    const probe = createEcsProbe(createAwsClients({ endpoint: ecs.url, credentials: never }))
    expect(await probe(target, 50)).toMatchObject({ state: 'unknown', detail: 'no answer from AWS in 50 ms' })
  })

  it('where it should be away, it says that it cannot be reached', async () => {
    const gone = await createEcs()
    await gone.close()
    const probe = createEcsProbe(createAwsClients({ endpoint: gone.url, credentials }))
    const detail = 'AWS could not be reached (ECONNREFUSED)'
    expect(await probe(target, enough)).toMatchObject({ state: 'unknown', detail })
  })
})

describe('a role', () => {
  const role = 'arn:aws:iam::210987654321:role/belay-reader'

  it('is assumed once for many looks, and looked with', async () => {
    const sts = await createSts(ecs.url)
    const probe = createEcsProbe(createAwsClients({ endpoint: sts.url, credentials }))
    expect(await probe({ ...target, role }, enough)).toMatchObject({ state: 'fine' })
    expect(await probe({ ...target, role }, enough)).toMatchObject({ state: 'fine' })
    expect(sts.assumed).toEqual([role])
    expect(new Set(sts.lookedWith)).toEqual(new Set(['ASIAROLE']))
    sts.close()
  })

  it('that may not be assumed is never replaced by another: nothing is looked at', async () => {
    const sts = await createSts(ecs.url, { denies: true })
    const probe = createEcsProbe(createAwsClients({ endpoint: sts.url, credentials }))
    expect(await probe({ ...target, role }, enough)).toMatchObject({
      state: 'unknown',
      detail: `AWS refused sts:AssumeRole on ${role}: Belay's role may not. Policy to add: {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${role}"}`,
    })
    expect(sts.lookedWith).toEqual([])
    sts.close()
  })
})

/** AWS's token service in front of ECS, in its own wire format. */
async function createSts(behind: string, { denies = false } = {}) {
  const assumed: string[] = []
  const lookedWith: string[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const asked = new URLSearchParams(body)
    if (asked.get('Action') !== 'AssumeRole') {
      lookedWith.push(/Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? '')
      const headers = {
        'x-amz-target': String(request.headers['x-amz-target']),
        'content-type': 'application/x-amz-json-1.1',
      }
      const answer = await fetch(behind, { method: 'POST', headers, body })
      response
        .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(await answer.text())
      return
    }
    assumed.push(asked.get('RoleArn') ?? '')
    const keys =
      '<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>'
    const granted = `<AssumeRoleResponse><AssumeRoleResult><Credentials>${keys}<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`
    const refusal =
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to perform sts:AssumeRole</Message></Error></ErrorResponse>'
    response.writeHead(denies ? 403 : 200, { 'content-type': 'text/xml' }).end(denies ? refusal : granted)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, assumed, lookedWith, close: () => server.close() }
}
