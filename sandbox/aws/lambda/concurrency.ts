import { ok, refuse, type Service } from '../answer.ts'
import type { Kept } from './kept.ts'
import { warmMs } from './world.ts'

/** What is asked of how many of a function run at once, and how many are kept warm. */
export const createConcurrency = ({ now, on, noAlias }: Kept): Service['answers'] => ({
  GetFunctionConcurrency: on(it =>
    ok(it.reserved === undefined ? {} : { ReservedConcurrentExecutions: it.reserved }),
  ),

  GetProvisionedConcurrencyConfig: on((it, { Qualifier }) => {
    const warm = it.warm[Qualifier]
    if (!warm)
      return refuse(
        'ProvisionedConcurrencyConfigNotFoundException',
        'No Provisioned Concurrency Config found for this function',
        404,
      )
    const ready = Math.min(warm.wanted, Math.floor((now() - warm.at) / warmMs))
    return ok({
      RequestedProvisionedConcurrentExecutions: warm.wanted,
      AvailableProvisionedConcurrentExecutions: ready,
      AllocatedProvisionedConcurrentExecutions: ready,
      Status: ready < warm.wanted ? 'IN_PROGRESS' : 'READY',
      LastModified: new Date(warm.at).toISOString().replace('Z', '+0000'),
    })
  }),

  PutProvisionedConcurrencyConfig: on((it, input) => {
    if (!it.aliases[input.Qualifier]) return noAlias(it.name, input.Qualifier)
    it.warm[input.Qualifier] = { wanted: input.ProvisionedConcurrentExecutions, at: now() }
    return ok({
      RequestedProvisionedConcurrentExecutions: input.ProvisionedConcurrentExecutions,
      Status: 'IN_PROGRESS',
    })
  }),

  DeleteProvisionedConcurrencyConfig: on((it, { Qualifier }) => {
    delete it.warm[Qualifier]
    return ok()
  }),
})
