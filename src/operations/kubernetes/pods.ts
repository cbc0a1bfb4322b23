import { z } from 'zod'
import type { PodState, Workloads } from '../../ports/workloads.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { counts } from '../running.ts'
import { findDeployment } from './find.ts'
import { podCauses, whyNot } from './pod-causes.ts'

const input = z.object({})

/** The pods of a deployment, what keeps those that are not ready, and how their containers ended last. */
export const pods = (workloads: Workloads): Read => ({
  name: 'pods',
  input,
  async read(_, where) {
    const { target, state, named } = await findDeployment(workloads, where)
    const all = await workloads.pods(target)
    const restarted = all.reduce((sum, { restarts }) => sum + restarts, 0)
    const short = state.running < state.desired
    const troubled = all.find(({ isReady }) => !isReady)
    return {
      state: short || troubled ? (state.running === 0 ? 'down' : 'unsettled') : 'fine',
      title: `${named}: ${counts(state)}${restarted > 0 ? `, ${restarted} restarts` : ''}`,
      lines: [
        ...podCauses(all),
        ...(state.rollout === 'stalled' ? [`Its roll-out does not get on: ${state.said ?? ''}`] : []),
        ...(all.length === 0 ? ['It has no pods.'] : []),
      ],
      ...(all.length > 0 && {
        table: {
          columns: ['Pod', 'State', 'Since', 'Restarts', 'Image', 'Why, or how it ended last'],
          rows: all.map(pod => [
            pod.name,
            stateOf(pod),
            pod.startedAt === undefined ? '' : { at: pod.startedAt },
            pod.restarts,
            pod.image ?? '',
            whyNot(pod),
          ]),
        },
      }),
      offers: [
        ...(troubled
          ? [{ label: 'Describe it', command: `${lineAt('describe', where)} --pod ${troubled.name}` }]
          : []),
        { label: `Logs of ${where.service!.name}`, command: `${lineAt('logs', where)} --errors` },
        ...(short ? [{ label: `Roll back ${where.service!.name}`, command: lineAt('rollback', where) }] : []),
        { label: 'Events', command: lineAt('events', where) },
        { label: 'Again', command: lineAt('pods', where) },
      ],
    }
  },
})

const stateOf = ({ status, isReady }: PodState): string =>
  status === 'Running' ? (isReady ? 'Running, ready' : 'Running, not ready') : status
