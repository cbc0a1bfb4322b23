import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'
import type { DeploymentTarget, Workloads } from '../../ports/workloads.ts'
import { sinceOf, tailOf } from '../step-lines.ts'
import type { Kubernetes } from './api.ts'
import { podsPath } from './pods.ts'
import { rules } from './rule.ts'

/** So many bytes are read of each pod, and of so many pods. */
const most = { bytes: 1_000_000, pods: 5 }

export interface StepLog {
  name: string | undefined
  input: Record<string, Json>
  now: number
}

/** What a pod, or the pods of a deployment, have printed up to now; without a name those of all that a label has chosen. */
export async function readStepLog(
  { kubernetes, workloads }: { kubernetes: Kubernetes; workloads: Workloads },
  targets: DeploymentTarget[],
  { name, input, now }: StepLog,
): Promise<StepAnswer> {
  if (name === undefined && (input.l ?? input.selector) === undefined)
    throw new UserError('kubectl logs takes a pod, deployment/name, or -l app=name.')
  const own = targets.filter(({ deployment }) => name === undefined || deployment === name)
  const found = await Promise.all(
    (own.length > 0 ? own : targets).map(async target => {
      const pods = await workloads.pods(target)
      return pods.filter(pod => own.length > 0 || pod.name === name).map(pod => ({ target, pod: pod.name }))
    }),
  )
  const pods = found.flat().slice(0, most.pods)
  if (pods.length === 0)
    throw new UserError(
      `There is no pod or deployment ${(name ?? '').slice(0, 80)}: the system's file has ${targets.map(({ deployment }) => deployment).join(', ')}.`,
    )
  const since = sinceOf(input.since)
  const texts = await Promise.all(
    pods.map(async ({ target, pod }) => {
      const asked = new URLSearchParams({
        container: typeof input.c === 'string' ? input.c : target.container,
        tailLines: `${tailOf(input.tail)}`,
        limitBytes: `${most.bytes}`,
        ...(since !== undefined && { sinceTime: new Date(now - since).toISOString() }),
        ...((input.previous === true || input.p === true) && { previous: 'true' }),
      })
      const text = await kubernetes.text({
        place: target,
        path: `${podsPath(target, pod)}/log?${asked}`,
        about: `log of pod ${pod}`,
        rule: rules.readLog,
      })
      const said = (text ?? '').trimEnd()
      return pods.length === 1 ? said : `==> ${pod}\n${said}`
    }),
  )
  return { text: texts.join('\n\n') }
}
