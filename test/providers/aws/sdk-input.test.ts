import { expect, it } from 'vitest'
import { sdkInput } from '../../../src/providers/aws/sdk-input.ts'
import { createAwsShapes } from '../../../src/providers/aws/shapes.ts'

const shapes = createAwsShapes()
const inputOf = async (service: string, operation: string) =>
  (await shapes.service(service))!.operations.get(operation)!.input

it('numbers, times and what lies deeper are what the client takes', async () => {
  const logs = await inputOf('logs', 'FilterLogEvents')
  expect(sdkInput({ logGroupName: 'g', startTime: '1700000000000', limit: '5' }, logs)).toEqual({
    logGroupName: 'g',
    startTime: 1_700_000_000_000,
    limit: 5,
  })
  const metrics = await inputOf('cloudwatch', 'GetMetricStatistics')
  expect(
    sdkInput(
      {
        StartTime: '2026-01-31T12:00:00',
        EndTime: '1769860800',
        Period: '300',
        Dimensions: [{ Name: 'n', Value: '7' }],
        Statistics: ['Average'],
      },
      metrics,
    ),
  ).toEqual({
    StartTime: new Date('2026-01-31T12:00:00Z'),
    EndTime: new Date('2026-01-31T12:00:00Z'),
    Period: 300,
    Dimensions: [{ Name: 'n', Value: '7' }],
    Statistics: ['Average'],
  })
})

it('what is none is told', async () => {
  const metrics = await inputOf('cloudwatch', 'GetMetricStatistics')
  expect(() => sdkInput({ StartTime: 'yesterday' }, metrics)).toThrow(
    'StartTime is a time such as 2026-01-31T12:00:00Z, and "yesterday" is none.',
  )
  expect(() => sdkInput({ Period: 'often' }, metrics)).toThrow('Period is a number, and "often" is none.')
})
