import { ok, refuse, type Service } from './answer.ts'

export interface Target {
  id: string
  state: 'initial' | 'healthy' | 'unhealthy' | 'unused' | 'draining' | 'unavailable'
  reason?: string
  description?: string
}

/** Elastic Load Balancing: what stands behind a target group, by the group's ARN. */
export function createElb() {
  const groups = new Map<string, Target[]>()
  /** Where each listener forwards to. */
  const listeners = new Map<string, string>()
  const answers: Service['answers'] = {
    DescribeTargetHealth({ TargetGroupArn }) {
      const targets = groups.get(TargetGroupArn)
      if (!targets) return refuse('TargetGroupNotFound', `Target groups '${TargetGroupArn}' not found`)
      return ok({
        TargetHealthDescriptions: {
          member: targets.map(({ id, state, reason, description }) => ({
            Target: { Id: id, Port: 8080 },
            TargetHealth: { State: state, Reason: reason, Description: description },
          })),
        },
      })
    },
    DescribeListeners({ 'ListenerArns.member.1': listener }) {
      const group = listeners.get(listener)
      if (group === undefined) return refuse('ListenerNotFound', `Listener '${listener}' not found`)
      return ok({
        Listeners: {
          member: [
            {
              ListenerArn: listener,
              DefaultActions: { member: [{ Type: 'forward', TargetGroupArn: group }] },
            },
          ],
        },
      })
    },
    ModifyListener({
      ListenerArn: listener,
      'DefaultActions.member.1.TargetGroupArn': group,
      'DefaultActions.member.1.Type': type,
    }) {
      if (!listeners.has(listener)) return refuse('ListenerNotFound', `Listener '${listener}' not found`)
      if (type !== 'forward' || !groups.has(group))
        return refuse('TargetGroupNotFound', `Target groups '${group}' not found`)
      listeners.set(listener, group)
      return ok({ Listeners: { member: [{ ListenerArn: listener }] } })
    },
  }
  return {
    answers,
    /** Has a listener forward to a target group. */
    forward: (listener: string, group: string): void => void listeners.set(listener, group),
    forwardsTo: (listener: string): string | undefined => listeners.get(listener),
    set: (group: string, targets: Target[]): void => void groups.set(group, targets),
  } satisfies Service & Record<string, unknown>
}
