import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { type AwsCall, within } from '../../../src/providers/aws/call.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { ask } from '../../../src/providers/aws/failure.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const where = { region: 'us-east-1' }
const service = 'learnbot-production-api-gateway'
const update: AwsCall = {
  action: 'ecs:UpdateService',
  resource: service,
  about: `service ${service}`,
  allow: { Resource: '*' },
  changes: true,
}

let aws: SimulatedAws
beforeAll(async () => {
  aws = await createAws()
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.asked.length = 0
})

const updateService = async (endpoint = aws.url, ms = 10_000) => {
  const client = await createAwsClients({ endpoint, credentials }).ecs(where)
  return ask(update, within(ms), abortSignal => client.updateService({ service }, { abortSignal }))
}

describe('what changes something', () => {
  it.each([
    ['throttled', 'limited', 'none'],
    ['denied', 'refused', 'none'],
    ['broken', 'away', 'unknown'],
  ] as const)('is asked for once: %s', async (fault, said, effect) => {
    aws.fault('*', fault)
    await expect(updateService()).rejects.toMatchObject({ fault: { service: 'aws', fault: said, effect } })
    expect(aws.asked.map(({ action }) => action)).toEqual(['UpdateService'])
  })

  it('and gets no answer in time may have been done', async () => {
    aws.fault('*', 'hanging')
    await expect(updateService(aws.url, 50)).rejects.toMatchObject({
      message: 'no answer from AWS in 50 ms',
      fault: { fault: 'away', effect: 'unknown' },
    })
    expect(aws.asked).toHaveLength(1)
  })

  it('and whose credentials come too late is never sent: whoever has taken the job over makes it', async () => {
    let come = () => {}
    const late = new Promise<typeof credentials>(resolve => {
      come = () => resolve(credentials)
    })
    const client = await createAwsClients({ endpoint: aws.url, credentials: () => late }).ecs(where)
    const sent: Promise<unknown>[] = []
    const asked = ask(update, within(50), async abortSignal => {
      sent.push(client.updateService({ service }, { abortSignal }))
      await sent[0]
    })
    await expect(asked).rejects.toMatchObject({ fault: { fault: 'away' } })
    come()
    await expect(sent[0]).rejects.toThrow('aborted')
    expect(aws.asked).toEqual([])
  })

  it('and whose answer is lost may have been done', async () => {
    aws.fault('*', 'lost')
    await expect(updateService()).rejects.toMatchObject({
      message: 'the connection to AWS ended before an answer (ECONNRESET)',
      fault: { fault: 'away', effect: 'unknown' },
    })
    expect(aws.asked).toHaveLength(1)
  })

  it('goes over a connection of its own', async () => {
    const client = await createAwsClients({ endpoint: aws.url, credentials }).ecs(where)
    await client.describeServices({ cluster: 'c', services: ['s'] }).catch(() => {})
    await client.describeServices({ cluster: 'c', services: ['s'] }).catch(() => {})
    expect(new Set(aws.asked.map(({ connection }) => connection)).size).toBe(2)
  })

  it('and reaches nobody was not done', async () => {
    const gone = await createAws()
    await gone.close()
    await expect(updateService(gone.url)).rejects.toMatchObject({
      message: 'AWS could not be reached (ECONNREFUSED)',
      fault: { fault: 'away', effect: 'none' },
    })
  })

  it('and is refused for what it asks is told why, in AWS’s words', async () => {
    aws.ecs.set({ cluster: 'default', service, status: 'INACTIVE' })
    await expect(updateService()).rejects.toMatchObject({
      message: `AWS refused ecs:UpdateService on ${service} (ServiceNotActiveException): Service was not ACTIVE`,
      fault: { fault: 'refused', effect: 'none' },
    })
  })
})

it('one client is made for each service, region and role, and kept', async () => {
  const clients = createAwsClients({ endpoint: aws.url, credentials })
  expect(await clients.ecs(where)).toBe(await clients.ecs({ ...where }))
  expect(await clients.ecs(where)).not.toBe(await clients.ecs({ region: 'eu-west-1' }))
  expect(await clients.ecs(where)).not.toBe(await clients.reading.ecs(where))
})
