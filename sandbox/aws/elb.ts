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
  }
  return {
    answers,
    set: (group: string, targets: Target[]): void => void groups.set(group, targets),
  } satisfies Service & Record<string, unknown>
}
