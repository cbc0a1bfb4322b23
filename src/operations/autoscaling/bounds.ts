import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { setBounds } from '../../ports/calls/autoscaling.ts'
import { callOf } from '../../ports/calls/call.ts'
import { lineAt } from '../line-at.ts'
import type { Operation, Where } from '../operation.ts'
import { counts } from '../running.ts'
import { findScaling, type ScalingDeps } from './find.ts'

const input = z.object({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })

interface Pair {
  min: number
  max: number
}
const shown = ({ min, max }: Pair): string => `${min} to ${max} tasks`

/** Sets between which numbers of tasks a service is kept, within the bounds of its system file. */
export const autoscalingBounds = (deps: ScalingDeps): Operation<z.infer<typeof input>> => ({
  name: 'autoscaling',
  risk: 'change',
  input,
  async plan(wanted, where) {
    const { target, state, bounds, named, resource } = await findScaling(deps, where)
    const from = { min: bounds.min, max: bounds.max }
    const to = { min: wanted.min ?? from.min, max: wanted.max ?? from.max }
    if (to.min > to.max)
      throw new UserError(
        `The least cannot be above the most: ${to.min} to ${to.max}. It is ${shown(from)} now. As in: {example}`,
      )
    within(to, named, where)
    if (to.min === from.min && to.max === from.max)
      throw new UserError(`Autoscaling keeps ${named} at ${shown(from)} already.`)
    const set = (from: Pair, to: Pair) =>
      callOf(setBounds, { on: target.service, sets: shown(to), params: { ...target, from, to } })
    return {
      title: `set the autoscaling of ${named}`,
      shifts: [{ from: shown(from), to: shown(to) }],
      now: [counts(state)],
      warnings: [
        ...(state.desired < to.min ? [`Autoscaling makes ${to.min} of its ${state.desired} tasks.`] : []),
        ...(state.desired > to.max
          ? [`Autoscaling makes ${to.max} of its ${state.desired} tasks: the others end.`]
          : []),
        ...(to.min === to.max ? ['It is not scaled by load then.'] : []),
        ...(to.max === 0 ? ['Nothing of it runs then.'] : []),
      ],
      calls: [set(from, to)],
      undo: [set(to, from)],
      resources: [resource],
    }
  },
})

function within(to: Pair, named: string, where: Where): void {
  const allowed = where.service?.settings.scale
  if (!allowed || (to.min >= allowed.min && to.max <= allowed.max)) return
  throw new UserError(
    `${named} runs ${shown(allowed)}, as its system file says: ${shown(to)} is outside of that.`,
    {
      label: `Keep it at ${shown(allowed)}`,
      command: `${lineAt('autoscaling', where)} --min ${allowed.min} --max ${allowed.max}`,
    },
  )
}
