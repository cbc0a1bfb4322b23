import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import type { Json } from '../../../src/domain/run/plan.ts'
import { createAwsStepReader } from '../../../src/providers/aws/steps/reader.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const now = Date.parse('2026-11-20T02:14:00Z')
const minute = 60_000
const group = '/ecs/shop/api'
const account = { region: 'us-east-1' }

let aws: SimulatedAws
let read: (operation: string, input?: Record<string, Json>) => Promise<unknown>

beforeAll(async () => {
  aws = await createAws({ now: () => now })
  const reader = createAwsStepReader({ endpoint: aws.url, credentials }, { now: () => now, waitS: 0.01 })
  read = (operation, input = {}) => reader({ operation, input }, account)
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.logs.forget()
  aws.logs.page(1_000)
  aws.asked.length = 0
})

describe('a step for AWS', () => {
  it('is typed, and read over all its pages with one client', async () => {
    aws.logs.write(
      group,
      ...Array.from({ length: 5 }, (_, i) => ({ at: now - i * minute, message: `line ${i}` })),
    )
    aws.logs.page(2)
    const asked = () =>
      read('logs:FilterLogEvents', { logGroupName: group, startTime: String(now - 10 * minute) })
    const found = (await asked()) as { json: { events: { message: string }[] } }
    expect(found.json.events.map(({ message }) => message).sort()).toEqual(
      [0, 1, 2, 3, 4].map(i => `line ${i}`),
    )
    await asked()
    expect(aws.asked[0]!.input.startTime).toBe(now - 10 * minute)
    expect(new Set(aws.asked.map(({ connection }) => connection)).size).toBe(1)
  })

  it('that changes something, or that is not known, is refused', async () => {
    for (const operation of ['ecs:UpdateService', 'ecs:DeleteService', 'ecs:DescribeNothing', 'nothing:List'])
      await expect(read(operation)).rejects.toThrow(`Belay does not carry out ${operation} from a runbook`)
    expect(aws.asked).toEqual([])
  })

  it('that tails a log is shown what there is up to now', async () => {
    aws.logs.write(
      group,
      { at: now - 20 * minute, message: 'before' },
      { at: now - 5 * minute, message: 'ERROR lately' },
    )
    expect(await read('logs:tail', { group })).toMatchObject({
      text: expect.stringMatching(/^2026-11-20T02:09:00\.000Z \S+ ERROR lately$/),
    })
    const all = await read('logs:tail', { group, since: '2026-11-20T01:00:00', follow: true })
    expect(JSON.stringify(all)).toContain('before')
    await expect(read('logs:tail', { group, since: 'yesterday' })).rejects.toThrow(
      '"yesterday" is no time for --since: as in 30m, or 2026-01-31T12:00:00',
    )
  })

  it('that waits looks whether it is so, and says when it is not yet', async () => {
    const service = { cluster: 'shop', service: 'api', desired: 2, taskDefinition: 'api:1' }
    aws.ecs.set({ ...service, running: 2 })
    const wait = () => read('ecs:wait services-stable', { cluster: 'shop', services: ['api'] })
    expect(await wait()).toEqual({ text: '', about: 'it is so' })
    aws.ecs.set({ ...service, running: 1 })
    expect(await wait()).toEqual({ text: '', about: 'not yet, after 0.01 s: run it again' })
    aws.fault('ecs:DescribeServices', 'denied')
    await expect(wait()).rejects.toThrow("Belay's role may not")
  })
})
