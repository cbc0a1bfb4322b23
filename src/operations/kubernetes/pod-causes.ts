import type { PodState } from '../../ports/workloads.ts'

/** What Kubernetes says of pods that do not come up, and what it means in words that say where to look. */
const causes: { said: RegExp; means: string }[] = [
  {
    said: /ImagePullBackOff|ErrImagePull|InvalidImageName|manifest unknown/i,
    means:
      'Its image cannot be pulled: the tag is not in its registry, or the cluster may not read it. Go back, or push the image.',
  },
  {
    said: /CreateContainerConfigError|secret ".*" not found|configmap ".*" not found/i,
    means: 'A Secret or ConfigMap that its template names is not there: see its events.',
  },
  {
    said: /OOMKilled|\bexit 137\b/i,
    means: 'It ran out of memory (exit 137): give it more, or go back to a version that took less.',
  },
  {
    said: /Unschedulable|Insufficient (?:cpu|memory)/i,
    means: 'No node has room for it: see its requests, or add nodes.',
  },
  {
    said: /CrashLoopBackOff|\bexit 1\b/i,
    means: 'Its program ends soon after it starts: its log says why.',
  },
]

/** "OOMKilled, exit 137", or why it waits. */
export const whyNot = ({ why, last, isReady }: PodState): string =>
  last
    ? [last.reason, `exit ${last.exit}`, ...(!isReady && why ? [why] : [])].filter(Boolean).join(', ')
    : (why ?? '')

/** What pods that are not ready, or have started anew, point at, each once. */
export const podCauses = (pods: PodState[]): string[] => [
  ...new Set(
    pods
      .filter(({ isReady, restarts }) => !isReady || restarts > 0)
      .flatMap(pod => {
        const said = `${pod.status} ${whyNot(pod)}`
        return causes.find(cause => cause.said.test(said))?.means ?? []
      }),
  ),
]
