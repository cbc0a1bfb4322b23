import type { z } from 'zod'
import { groupName } from '../../../domain/short-name.ts'
import { switchListener } from '../../../ports/calls/blue-green.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import type { Listeners } from '../../../ports/listeners.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutListener } from './calls.ts'

type Params = z.infer<typeof switchListener.params>

/** Has a listener forward to another target group: its default action, and nothing else of it. */
export const createSwitchListener = (aws: AwsClients, listeners: Listeners): Maker =>
  maker<Params>({
    kind: switchListener,
    repeatable: true,
    async look({ listener, from, to, ...place }) {
      const now = await listeners.forwardsTo(listener, place)
      if (now === to) return { is: 'after', result: {} }
      if (now === from) return { is: 'before' }
      const where = now === undefined ? 'to several target groups, or to none' : `to ${groupName(now)}`
      return { is: 'other', how: `The listener forwards ${where} now.` }
    },
    async start({ listener, to, ...place }) {
      await once(aboutListener('ModifyListener', listener, true), async abortSignal => {
        const elb = await aws.elb(place)
        const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: to }]
        return elb.modifyListener({ ListenerArn: listener, DefaultActions }, { abortSignal })
      })
      return {}
    },
  })
