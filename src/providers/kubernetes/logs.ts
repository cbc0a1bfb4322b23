import { OutsideError } from '../../domain/errors.ts'
import type { LogEvent, LogSource, PodLog } from '../../ports/logs.ts'
import { foundIn, timedLines } from '../log-lines.ts'
import type { Kubernetes } from './api.ts'
import { knownDeployment } from './deployments.ts'
import { podOf, podsPath, readPods } from './pods.ts'
import { rules } from './rule.ts'
import type { Pod } from './wire.ts'

/** Of each pod so much is read, the newest of it; and of so many pods. */
const most = { bytes: 2_000_000, lines: 5_000, pods: 20 }
/** Kubernetes tells whole seconds of when a pod was made. */
const secondMs = 1_000

interface Limits {
  from: number
  lines: number
  timeoutMs: number
}

/** Reads the logs of a deployment's pods, of what they ran before they started anew too, and looks in them itself. */
export function createPodLogs(kubernetes: Kubernetes): LogSource<PodLog> {
  const podsOf = async (target: PodLog): Promise<Pod[]> =>
    readPods(kubernetes, target, await knownDeployment(kubernetes, target))

  async function read(target: PodLog, pod: string, previous: boolean, limits: Limits): Promise<LogEvent[]> {
    const asked = new URLSearchParams({
      container: target.container,
      timestamps: 'true',
      sinceTime: new Date(limits.from).toISOString(),
      tailLines: `${limits.lines}`,
      limitBytes: `${most.bytes}`,
      ...(previous && { previous: 'true' }),
    })
    const said = await kubernetes
      .text({
        place: target,
        path: `${podsPath(target, pod)}/log?${asked}`,
        about: `log of pod ${pod}`,
        rule: rules.readLog,
        timeoutMs: limits.timeoutMs,
      })
      .catch(notYet)
    return timedLines(said ?? '')
  }

  /** What a pod printed before it started anew, where that is within the time, and since. */
  async function ofPod(target: PodLog, pod: Pod, limits: Limits): Promise<LogEvent[][]> {
    const { name, restarts, last } = podOf(pod, target.container)
    const hasBefore = restarts > 0 && (last?.at ?? limits.from) >= limits.from
    const now = read(target, name, false, limits)
    if (!hasBefore) return [await now]
    const both = await Promise.all([read(target, name, true, limits), now])
    // While a container waits to start anew, Kubernetes tells of what it ran last both times.
    return isSame(...both) ? [both[1]] : both
  }

  return {
    async search(target, query, { events, timeoutMs }) {
      const pods = await podsOf(target)
      const limits = { from: query.from, lines: most.lines, timeoutMs }
      const shown = pods.slice(0, most.pods)
      const parts = await Promise.all(shown.map(pod => ofPod(target, pod, limits)))
      const found = foundIn(parts.flat(), query, { events, lines: most.lines })
      return pods.length > shown.length
        ? { ...found, short: `only the ${shown.length} newest of ${pods.length} pods were read` }
        : found
    },

    async last(target, { from }, { lines, timeoutMs }) {
      const pods = await podsOf(target)
      const isNew = ({ metadata }: Pod) => (metadata.creationTimestamp ?? 0) >= from - secondMs
      const isBad = (pod: Pod) => isNew(pod) && !podOf(pod, target.container).isReady
      const pod = pods.find(isBad) ?? pods.find(isNew) ?? pods[0]
      if (!pod) return { lines: [] }
      const parts = await ofPod(target, pod, { from, lines, timeoutMs })
      return {
        lines: parts
          .flat()
          .slice(-lines)
          .map(({ text }) => text),
        of: `pod ${pod.metadata.name}`,
      }
    },
  }
}

const isSame = (a: LogEvent[], b: LogEvent[]): boolean =>
  a.length === b.length && a[0]?.at === b[0]?.at && a.at(-1)?.at === b.at(-1)?.at

/** A container that has not started, or whose log is gone already, has none. */
function notYet(error: unknown): undefined {
  if (error instanceof OutsideError && error.fault.code === '400') return undefined
  throw error
}
