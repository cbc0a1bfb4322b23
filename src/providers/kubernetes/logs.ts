import { OutsideError } from '../../domain/errors.ts'
import type { LogEvent, PodLog, Search } from '../../ports/logs.ts'
import { matching, timedLines } from '../log-lines.ts'
import type { Kubernetes } from './api.ts'
import { knownDeployment } from './deployments.ts'
import { podOf, podsPath, readPods } from './pods.ts'
import { rules } from './rule.ts'

/** Of each pod so much is read, the newest of it; and of so many pods. */
const most = { bytes: 2_000_000, lines: 5_000, pods: 20 }

/** Reads the logs of a deployment's pods, of what they ran before they started anew too, and looks in them itself. */
export const createPodLogs =
  (kubernetes: Kubernetes): Search<PodLog> =>
  async (target, query, limits) => {
    const deployment = await knownDeployment(kubernetes, target)
    const pods = await readPods(kubernetes, target, deployment)
    const read = async (pod: string, previous: boolean): Promise<LogEvent[]> => {
      const asked = new URLSearchParams({
        container: target.container,
        timestamps: 'true',
        sinceTime: new Date(query.from).toISOString(),
        tailLines: `${most.lines}`,
        limitBytes: `${most.bytes}`,
        ...(previous && { previous: 'true' }),
      })
      const said = await kubernetes.text({
        place: target,
        path: `${podsPath(target, pod)}/log?${asked}`,
        about: `log of pod ${pod}`,
        rule: rules.readLog,
        timeoutMs: limits.timeoutMs,
      })
      return timedLines(said ?? '')
    }
    const shown = pods.slice(0, most.pods)
    const parts = await Promise.all(
      shown.flatMap(pod => {
        const { name, restarts, last } = podOf(pod, target.container)
        const hasBefore = restarts > 0 && (last?.at ?? query.to) >= query.from
        return [read(name, false).catch(notYet), ...(hasBefore ? [read(name, true).catch(notYet)] : [])]
      }),
    )
    const all = parts
      .flat()
      .filter(matching(query))
      .sort((a, b) => a.at - b.at)
    const short =
      pods.length > shown.length
        ? `only the ${shown.length} newest of ${pods.length} pods were read`
        : all.length > limits.events || parts.some(({ length }) => length >= most.lines)
          ? 'there is more than this'
          : undefined
    return { events: all.slice(-limits.events), ...(short !== undefined && { short }) }
  }

/** A container that has not started, or whose log is gone already, has none. */
function notYet(error: unknown): LogEvent[] {
  if (error instanceof OutsideError && error.fault.code === '400') return []
  throw error
}
