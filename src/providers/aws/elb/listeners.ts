import type { Listeners } from '../../../ports/listeners.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutListener } from './calls.ts'

/** Reads where a listener forwards to by default. */
export const createListeners = (aws: AwsClients): Listeners => ({
  async forwardsTo(listener, place) {
    const { Listeners: [found] = [] } = await once(
      aboutListener('DescribeListeners', listener),
      async abortSignal => {
        const elb = await aws.reading.elb(place)
        return elb.describeListeners({ ListenerArns: [listener] }, { abortSignal })
      },
    )
    const [action, ...others] = found?.DefaultActions ?? []
    if (action?.Type !== 'forward' || others.length > 0) return undefined
    const groups = action.ForwardConfig?.TargetGroups?.filter(({ Weight = 1 }) => Weight > 0) ?? []
    return groups.length > 1 ? undefined : (action.TargetGroupArn ?? groups[0]?.TargetGroupArn)
  },
})
