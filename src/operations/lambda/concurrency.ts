import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { setProvisioned } from '../../ports/calls/lambda.ts'
import type { Functions } from '../../ports/functions.ts'
import { lineAt } from '../line-at.ts'
import type { Operation, Where } from '../operation.ts'
import { calledNow, findFunction, unsettled } from './function.ts'

const input = z.object({ count: z.int().min(0) })

const keep = (count: number, where: Where) => ({
  label: `Keep ${count} warm`,
  command: `${lineAt('lambda concurrency', where)} --count ${count}`,
})

/** Sets how many environments of a function are kept warm (provisioned concurrency), within the bounds of its system file. */
export const lambdaConcurrency = (functions: Functions): Operation<z.infer<typeof input>> => ({
  name: 'lambda concurrency',
  risk: 'change',
  input,
  async plan({ count }, where) {
    const found = await findFunction(functions, where)
    const { target, alias, named, resource } = found
    if (!alias)
      throw new UserError(
        `${named} has no alias, and only of one can environments be kept warm: its system file would name it as \`lambda.alias\`.`,
      )
    const bounds = where.service!.settings.lambda!.concurrency
    if (!bounds)
      throw new UserError(
        `The system file sets no bounds for ${named}: \`lambda.concurrency: { min, max }\` says how many may be kept warm.`,
      )
    const { min, max } = bounds
    if (count < min || count > max)
      throw new UserError(
        `${min} to ${max} environments of ${named} are kept warm, as its system file says: ${count} is outside of that.`,
        keep(count < min ? min : max, where),
      )
    const before = await functions.provisioned(target, alias.name)
    const wanted = before?.wanted ?? 0
    if (count === wanted)
      throw new UserError(`${count} environments of ${named} are to be kept warm already.`)
    const set = (from: number, to: number) =>
      callOf(setProvisioned, {
        on: `${target.function}:${alias.name}`,
        sets: to === 0 ? 'none kept warm' : `${to} kept warm`,
        params: { ...target, alias: alias.name, from, to },
      })
    return {
      title: `keep ${count === 0 ? 'no environments' : counted(count, 'environment')} of ${named} warm`,
      shifts: [{ from: `${wanted} kept warm`, to: `${count} kept warm` }],
      now: [calledNow(found), ...(before ? [`${before.ready} of ${before.wanted} ready`] : [])],
      warnings: [
        ...unsettled(found),
        ...(count > wanted ? ['They are paid for as long as they are kept, called or not.'] : []),
        ...(count === 0 ? ['The first calls after a pause take longer then.'] : []),
      ],
      calls: [set(wanted, count)],
      undo: [set(count, wanted)],
      resources: [resource],
    }
  },
})
