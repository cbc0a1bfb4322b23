import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { type Functions, isSameRouting } from '../../ports/functions.ts'
import { checkHealth } from '../check-health.ts'
import type { Operation } from '../operation.ts'
import { calledNow, findFunction, settingsInWords, unsettled, versionInWords } from './function.ts'
import { checkWeight, routingTo, shiftAlias } from './shift-alias.ts'

const input = z.object({ version: z.int().min(1), weight: z.int().min(1).max(100).optional() })

/** Leads a function's alias to a version that is there, or a share of its calls. */
export const lambdaShift = (functions: Functions): Operation<z.infer<typeof input>> => ({
  name: 'lambda shift',
  risk: 'change',
  input,
  async plan({ version, weight }, where) {
    const found = await findFunction(functions, where)
    checkWeight(found, weight ?? 100)
    const { alias, versions, state, named, resource } = found
    if (!versions.some(one => one.version === version))
      throw new UserError(
        `${named} has no version ${version}: there are ${
          versions
            .slice(0, 20)
            .map(one => one.version)
            .join(', ') || 'none'
        }.`,
      )
    const to = routingTo(found, `${version}`, weight)
    if (isSameRouting(to, alias!.routing))
      throw new UserError(`${alias!.name} of ${named} leads there already: ${calledNow(found)}.`)
    if (to.also?.version === to.version)
      throw new UserError(
        `All that ${alias!.name} of ${named} does not lead elsewhere goes to ${version} already.`,
      )
    const words = versionInWords(`${version}`, versions)
    return {
      title: `lead ${alias!.name} of ${named} to version ${version}`,
      shifts: [{ from: calledNow(found), to: to.also ? `${weight} % to ${words}` : `all to ${words}` }],
      now: [settingsInWords(state)],
      warnings: unsettled(found),
      calls: [shiftAlias(found, to, `version ${words}`), ...checkHealth(where)],
      resources: [resource],
    }
  },
})
