import { shortSince } from '../../domain/duration.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'
import type { DeploymentTarget, PodState, Workloads } from '../../ports/workloads.ts'

/** What is asked for: by these names, or all of the targets'. */
export interface Named {
  names: string[]
  targets: DeploymentTarget[]
}

/** A row for each of what every target has. */
const rowsOf = async <T>(
  targets: DeploymentTarget[],
  columns: string[],
  of: (target: DeploymentTarget) => Promise<T[]>,
  row: (one: T) => (string | number)[],
) => ({
  rows: { columns, rows: (await Promise.all(targets.map(of))).flat().map(row) },
})

/** What `kubectl rollout history` shows. */
export const history = (workloads: Workloads, targets: DeploymentTarget[]) =>
  rowsOf(
    targets,
    ['REVISION', 'NAME', 'IMAGE', 'CHANGE-CAUSE'],
    target => workloads.revisions(target),
    ({ revision, name, images, by }) => [revision, name, Object.values(images).join(', '), by ?? ''],
  )

/** What `kubectl get` shows, by the kind of it. */
export function createGets({
  workloads,
  now,
}: {
  workloads: Workloads
  now(): number
}): Record<string, (asked: Named) => Promise<StepAnswer>> {
  const age = (at: number | undefined) => (at === undefined ? '' : shortSince(now() - at))

  return {
    pods: ({ names, targets }) =>
      rowsOf(
        targets,
        ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
        async target =>
          (await workloads.pods(target)).filter(({ name }) => names.length === 0 || names.includes(name)),
        ({ name, isReady, status, restarts, startedAt }: PodState) => [
          name,
          isReady ? '1/1' : '0/1',
          status,
          restarts,
          age(startedAt),
        ],
      ),
    deployments: ({ names, targets }) =>
      rowsOf(
        targets.filter(({ deployment }) => names.length === 0 || names.includes(deployment)),
        ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'IMAGE'],
        async target => [{ target, state: await workloads.deployment(target) }],
        ({ target, state }) => [
          target.deployment,
          `${state?.running ?? 0}/${state?.desired ?? 0}`,
          state?.updated ?? 0,
          state?.running ?? 0,
          state?.image ?? 'there is none',
        ],
      ),
    events: ({ targets }) =>
      rowsOf(
        targets,
        ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
        target => workloads.events(target),
        ({ at, isWarning, reason, on, message }) => [
          age(at),
          isWarning ? 'Warning' : 'Normal',
          reason,
          on,
          message,
        ],
      ),
    replicasets: ({ targets }) => history(workloads, targets),
    horizontalpodautoscalers: ({ targets }) =>
      rowsOf(
        targets,
        ['NAME', 'REFERENCE', 'MINPODS', 'MAXPODS'],
        async target => {
          const found = await workloads.autoscaler(target)
          return found ? [{ ...found, of: target.deployment }] : []
        },
        ({ name, of, min, max }) => [name, `Deployment/${of}`, min, max],
      ),
  }
}
