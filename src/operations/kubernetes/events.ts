import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import type { Workloads } from '../../ports/workloads.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { findDeployment } from './find.ts'

const input = z.object({})
/** So many are shown, the newest. */
const most = 30

/** What Kubernetes has told of a deployment and its pods. */
export const events = (workloads: Workloads): Read => ({
  name: 'events',
  input,
  async read(_, where) {
    const { target, named } = await findDeployment(workloads, where)
    const all = await workloads.events(target)
    const warnings = all.filter(({ isWarning }) => isWarning).length
    return {
      state: warnings > 0 ? 'unsettled' : 'fine',
      title: `${named}: ${counted(all.length, 'event')}, ${warnings === 0 ? 'no warnings' : `of them ${counted(warnings, 'warning')}`}`,
      lines:
        all.length === 0
          ? ['Kubernetes keeps events for about an hour, and has none.']
          : all.length > most
            ? [`The newest ${most} of them:`]
            : [],
      ...(all.length > 0 && {
        table: {
          columns: ['When', 'On', 'What', 'Message', 'Times'],
          rows: all
            .slice(0, most)
            .map(({ at, on, reason, message, isWarning, count }) => [
              { at },
              on,
              isWarning ? `⚠ ${reason}` : reason,
              message,
              count,
            ]),
        },
      }),
      offers: [
        { label: 'Pods', command: lineAt('pods', where) },
        { label: 'Again', command: lineAt('events', where) },
      ],
    }
  },
})
