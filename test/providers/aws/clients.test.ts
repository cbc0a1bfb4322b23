import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEcs, type SimulatedEcs } from '../../../sandbox/ecs/ecs.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { type AwsCall, ask, within } from '../../../src/providers/aws/failure.ts'

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

let ecs: SimulatedEcs
beforeAll(async () => {
  ecs = await createEcs()
})
afterAll(() => ecs.close())
beforeEach(() => {
  ecs.fault('*', undefined)
  ecs.asked.length = 0
})

const updateService = async (endpoint = ecs.url, ms = 10_000) => {
  const client = await createAwsClients({ endpoint, credentials }).ecs(where)
  return ask(update, within(ms), abortSignal => client.updateService({ service }, { abortSignal }))
}

describe('what changes something', () => {
  it.each([
    ['throttled', 'limited', 'none'],
    ['denied', 'refused', 'none'],
    ['broken', 'away', 'unknown'],
  ] as const)('is asked for once: %s', async (fault, said, effect) => {
    ecs.fault('*', fault)
    await expect(updateService()).rejects.toMatchObject({ fault: { service: 'aws', fault: said, effect } })
    expect(ecs.asked.map(({ action }) => action)).toEqual(['UpdateService'])
  })

  it('and gets no answer in time may have been done', async () => {
    ecs.fault('*', 'hanging')
    await expect(updateService(ecs.url, 50)).rejects.toMatchObject({
      message: 'no answer from AWS in 50 ms',
      fault: { fault: 'away', effect: 'unknown' },
    })
    expect(ecs.asked).toHaveLength(1)
  })

  it('and reaches nobody was not done', async () => {
    const gone = await createEcs()
    await gone.close()
    await expect(updateService(gone.url)).rejects.toMatchObject({
      message: 'AWS could not be reached (ECONNREFUSED)',
      fault: { fault: 'away', effect: 'none' },
    })
  })

  it('and is refused for what it asks is told why, in AWS’s words', async () => {
    await expect(updateService()).rejects.toMatchObject({
      message: `AWS refused ecs:UpdateService on ${service} (UnknownOperationException): No UpdateService in here`,
      fault: { fault: 'refused', effect: 'none' },
    })
  })
})

it('one client is made for each service, region and role, and kept', async () => {
  const aws = createAwsClients({ endpoint: ecs.url, credentials })
  expect(await aws.ecs(where)).toBe(await aws.ecs({ ...where }))
  expect(await aws.ecs(where)).not.toBe(await aws.ecs({ region: 'eu-west-1' }))
  expect(await aws.ecs(where)).not.toBe(await aws.reading.ecs(where))
})
