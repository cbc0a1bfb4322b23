import { z } from 'zod'
import type { Workloads } from '../../ports/workloads.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { versionOf } from '../revisions.ts'
import { counts } from '../running.ts'
import { findDeployment } from './find.ts'

const input = z.object({})

/** How the roll-out of a deployment is, and what it ran before: `kubectl rollout status` and `history`. */
export const rollout = (workloads: Workloads): Read => ({
  name: 'rollout',
  input,
  async read(_, where) {
    const { target, state, named } = await findDeployment(workloads, where)
    const revisions = await workloads.revisions(target)
    const { rollout: is, desired, updated, updatedAvailable, said, isPaused } = state
    const words = {
      complete: 'rolled out',
      going: `rolling out, ${updatedAvailable} of ${desired} new pods ready`,
      stalled: 'its roll-out does not get on',
    }
    return {
      state: is === 'complete' ? 'fine' : 'unsettled',
      title: `${named}: ${words[is]}, ${counts(state)}`,
      lines: [
        ...(is === 'complete' ? [] : [`${updated} of ${desired} pods are of revision ${state.revision}.`]),
        ...(said && is !== 'complete' ? [said] : []),
        ...(isPaused ? ['It is paused: nothing is rolled out until somebody resumes it.'] : []),
      ],
      table: {
        columns: ['Revision', 'Images', 'Made', 'Change'],
        rows: revisions.map(({ id, revision, images, registeredAt, by }) => [
          id === state.replicaSet ? `${revision}, now` : `${revision}`,
          Object.values(images).map(versionOf).join(', '),
          registeredAt === undefined ? '' : { at: registeredAt },
          by ?? '',
        ]),
      },
      offers: [
        ...(revisions.length > 1
          ? [{ label: `Roll back ${where.service!.name}`, command: lineAt('rollback', where) }]
          : []),
        { label: 'Pods', command: lineAt('pods', where) },
        { label: 'Again', command: lineAt('rollout', where) },
      ],
    }
  },
})
