import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Workloads } from '../../ports/workloads.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { deploymentOf } from './find.ts'

const input = z.object({ pod: z.string().max(253).optional() })

/** One pod of a deployment in detail: the one that is named, or the one that is worst. */
export const describe = (workloads: Workloads): Read<z.infer<typeof input>> => ({
  name: 'describe',
  input,
  async read({ pod }, where) {
    const target = deploymentOf(where)
    const all = await workloads.pods(target)
    const named = all.filter(({ name }) => name === pod || (pod !== undefined && name.endsWith(pod)))
    const meant = pod === undefined ? (all.find(({ isReady }) => !isReady) ?? all[0]) : named[0]
    if (!meant)
      throw new UserError(
        pod === undefined
          ? `${where.service!.name}, ${where.environment} has no pods.`
          : `${where.service!.name}, ${where.environment} has no pod "${pod}".`,
        { label: 'Pods', command: lineAt('pods', where) },
      )
    const output = await workloads.describe(target, meant.name)
    if (output === undefined)
      throw new UserError(`The pod ${meant.name} is gone meanwhile.`, {
        label: 'Pods',
        command: lineAt('pods', where),
      })
    return {
      state: meant.isReady ? 'fine' : 'unsettled',
      title: `Pod ${meant.name}: ${meant.status}`,
      output,
      offers: [
        { label: 'Pods', command: lineAt('pods', where) },
        { label: 'Logs', command: `${lineAt('logs', where)} --errors` },
      ],
    }
  },
})
