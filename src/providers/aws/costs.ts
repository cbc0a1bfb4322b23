import type { GetCostAndUsageCommandOutput } from '@aws-sdk/client-cost-explorer'
import type { Costs, Spent } from '../../ports/costs.ts'
import { within } from './call.ts'
import type { AwsClients } from './clients.ts'
import { ask } from './failure.ts'

const callMs = 10_000
/** Cost Explorer lives in one region, whatever it tells of. */
const region = 'us-east-1'
const metric = 'UnblendedCost'

/** Reads what AWS has cost from Cost Explorer. */
export const createCosts = (aws: AwsClients): Costs => ({
  async spent({ from, to }, { each, service }, { role }) {
    const found: Spent[] = []
    let NextPageToken: string | undefined
    do {
      const page: GetCostAndUsageCommandOutput = await ask(
        {
          action: 'ce:GetCostAndUsage',
          resource: 'costs',
          about: 'cost of these days',
          allow: { Resource: '*' },
        },
        within(callMs),
        async abortSignal => {
          const explorer = await aws.reading.costs({ region, ...(role !== undefined && { role }) })
          const asked = {
            TimePeriod: { Start: from, End: to },
            Granularity: each === 'day' ? ('DAILY' as const) : ('MONTHLY' as const),
            Metrics: [metric],
            ...(service && { GroupBy: [{ Type: 'DIMENSION' as const, Key: 'SERVICE' }] }),
            NextPageToken,
          }
          return explorer.getCostAndUsage(asked, { abortSignal })
        },
      )
      found.push(...spentIn(page))
      NextPageToken = page.NextPageToken
    } while (NextPageToken !== undefined)
    return found
  },
})

const spentIn = ({ ResultsByTime = [] }: GetCostAndUsageCommandOutput): Spent[] =>
  ResultsByTime.flatMap(({ TimePeriod, Total, Groups = [] }) => {
    const period = { from: TimePeriod?.Start ?? '', to: TimePeriod?.End ?? '' }
    const told =
      Groups.length > 0
        ? Groups.map(({ Keys = [], Metrics }) => ({ Metrics, service: Keys[0] }))
        : [{ Metrics: Total, service: undefined }]
    return told.map(({ Metrics, service }) => ({
      ...period,
      amount: Number(Metrics?.[metric]?.Amount ?? 0),
      currency: Metrics?.[metric]?.Unit ?? 'USD',
      ...(service !== undefined && { service }),
    }))
  })
