import type { LogGroups } from '../../ports/log-groups.ts'
import type { AwsCall } from './call.ts'
import type { AwsClients, Where } from './clients.ts'
import { once } from './once.ts'

export const aboutLogGroup = (action: string, { region }: Where, group: string): AwsCall => ({
  action: `logs:${action}`,
  resource: group,
  about: `log group ${group}${region ? ` in ${region}` : ''}: check \`logs\` in the system file`,
  allow: {
    Resource: /^Describe|^CancelExport/.test(action)
      ? '*'
      : `arn:aws:logs:${region ?? '*'}:*:log-group:${group}:*`,
  },
  ...(!action.startsWith('Describe') && { changes: true }),
})

/** How long log groups keep what is written to them. */
export const createLogGroups = (aws: AwsClients): LogGroups => ({
  async kept(group, place) {
    let nextToken: string | undefined
    do {
      const page = await once(aboutLogGroup('DescribeLogGroups', place, group), async abortSignal => {
        const logs = await aws.reading.logs(place)
        return logs.describeLogGroups({ logGroupNamePrefix: group, nextToken }, { abortSignal })
      })
      const found = page.logGroups?.find(({ logGroupName }) => logGroupName === group)
      if (found)
        return {
          ...(found.retentionInDays !== undefined && { days: found.retentionInDays }),
          bytes: found.storedBytes ?? 0,
        }
      nextToken = page.nextToken
    } while (nextToken)
    return undefined
  },
})
