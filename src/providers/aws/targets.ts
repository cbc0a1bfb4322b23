import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2'
import { groupName } from '../../domain/short-name.ts'
import type { Probes } from '../../ports/probes.ts'
import type { AwsCall } from './call.ts'
import type { AwsClients } from './clients.ts'
import { plain } from './diagnosis.ts'
import { ask } from './failure.ts'
import { type Found, looked } from './look.ts'

/** Reads how the targets of a load balancer do. */
export function createTargetsProbe(aws: AwsClients): Probes['targets'] {
  return ({ targetGroup, ...where }, timeoutMs) =>
    looked('load balancer', timeoutMs, async limit => {
      const name = groupName(targetGroup)
      const call: AwsCall = {
        action: 'elasticloadbalancing:DescribeTargetHealth',
        resource: name,
        about: `target group ${name}`,
        allow: { Resource: '*' },
      }
      const { TargetHealthDescriptions: targets = [] } = await ask(call, limit, async abortSignal => {
        const elb = await aws.reading.elb(where)
        return elb.describeTargetHealth({ TargetGroupArn: targetGroup }, { abortSignal })
      })
      return assess(targets)
    })
}

/** Targets that drain are leaving, and nobody's loss. */
function assess(all: TargetHealthDescription[]): Found {
  const targets = all.filter(({ TargetHealth }) => TargetHealth?.State !== 'draining')
  const healthy = targets.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length
  const sick = targets.find(({ TargetHealth }) => TargetHealth?.State !== 'healthy')
  const counts = `${healthy} of ${targets.length} targets healthy`
  if (!sick) return { state: targets.length > 0 ? 'fine' : 'down', detail: counts }
  const { State = 'unhealthy', Reason, Description } = sick.TargetHealth ?? {}
  const why = plain(Description ?? Reason ?? State)
  return {
    state: healthy === 0 ? 'down' : 'unsettled',
    detail: `${counts}, ${sick.Target?.Id ?? 'a target'} ${State}: ${why}`,
  }
}
