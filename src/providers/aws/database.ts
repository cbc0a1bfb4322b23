import type { Finding, Probes } from '../../ports/probes.ts'
import type { AwsCall } from './call.ts'
import type { AwsClients } from './clients.ts'
import { ask } from './failure.ts'
import { looked } from './look.ts'

/** An instance in one of these serves as ever, whatever is done to it beside that. */
const serves =
  /^(?:available|backing-up|storage-optimization|storage-config-upgrade|configuring-(?:enhanced-monitoring|iam-database-auth|log-exports|associated-roles))$/
/** In these it works, or will in a moment, with less than all its strength or with a short break. */
const passes =
  /^(?:modifying|maintenance|upgrading|renaming|moving-to-vpc|resetting-master-credentials|storage-initialization)$/

/** Reads the status of an RDS instance. */
export function createDatabaseProbe(aws: AwsClients): Probes['database'] {
  return ({ rds: id, ...where }, timeoutMs) =>
    looked('RDS', timeoutMs, async limit => {
      const call: AwsCall = {
        action: 'rds:DescribeDBInstances',
        resource: id,
        about: `RDS instance ${id}${where.region ? ` in ${where.region}` : ''}`,
        allow: { Resource: `arn:aws:rds:${where.region ?? '*'}:*:db:${id}` },
      }
      const { DBInstances: [found] = [] } = await ask(call, limit, async abortSignal => {
        const rds = await aws.reading.rds(where)
        return rds.describeDBInstances({ DBInstanceIdentifier: id }, { abortSignal })
      })
      if (!found) return { state: 'down', detail: `there is no ${call.about}` }
      const { DBInstanceStatus: status = 'unknown', Engine, EngineVersion, MultiAZ } = found
      const detail = [
        status,
        [Engine, EngineVersion].filter(Boolean).join(' '),
        ...(MultiAZ ? ['two zones'] : []),
      ]
      return { state: stateOf(status), detail: detail.filter(Boolean).join(', ') }
    })
}

function stateOf(status: string): Finding['state'] {
  if (serves.test(status)) return 'fine'
  return passes.test(status) ? 'unsettled' : 'down'
}
