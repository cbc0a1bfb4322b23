import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import type { Cell, Reading } from '../../domain/reading.ts'
import type { Keeps } from '../../domain/service-settings.ts'
import type { ScalingPolicy } from '../../ports/autoscaling.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { counts } from '../running.ts'
import { findScaling, type ScalingDeps } from './find.ts'
import { differences, expectedOf } from './keeps.ts'

/** Between which numbers of tasks a service is kept, by what, and whether it has come to an end of that. */
export const showAutoscaling = (deps: ScalingDeps): Read => ({
  name: 'autoscaling',
  input: z.object({}),
  async read(_, where): Promise<Reading> {
    const { target, state, bounds, named } = await findScaling(deps, where)
    const policies = await deps.autoscaling.policies(target)
    const { min, max, suspended } = bounds
    const isFull = state.desired >= max
    const isCut = state.desired < min
    const keeps = where.service!.settings.scale?.keeps
    const otherwise = differences(policies, keeps)
    return {
      state: isFull || isCut || suspended.length > 0 || otherwise.length > 0 ? 'unsettled' : 'fine',
      title: `${named}: ${counts(state)}, autoscaling keeps it at ${min} to ${max} tasks`,
      lines: [
        ...(isFull ? [`It has as many as it may: more load makes no more of them. ${more}`] : []),
        ...(isCut ? ['It is to run fewer than the least: somebody has scaled it by hand.'] : []),
        ...(suspended.length > 0 ? [`Somebody has suspended ${suspended.join(' and ')}.`] : []),
        ...otherwise,
        ...(policies.length === 0 ? ['It has no policy: nothing makes it more or fewer by load.'] : []),
      ],
      table: {
        columns: ['Policy', 'Keeps', 'At', 'Fewer after', 'More after', 'System file says'],
        rows: policies.map(policy => row(policy, keeps)),
      },
      offers: [
        ...(isFull
          ? [{ label: 'Raise it', command: `${lineAt('autoscaling', where)} --max ${max + 1}` }]
          : []),
        { label: 'CPU and memory', command: lineAt('metrics', where) },
        { label: 'Again', command: lineAt('autoscaling', where) },
      ],
    }
  },
})

const more = 'To have more: autoscaling … --max'

const row = (
  { name, follows, of, target, inAfterMs, outAfterMs }: ScalingPolicy,
  keeps: Keeps = {},
): Cell[] => [
  name,
  follows ?? 'goes by alarms',
  target ?? '',
  inAfterMs === undefined ? '' : inWords(inAfterMs),
  outAfterMs === undefined ? '' : inWords(outAfterMs),
  (of && expectedOf(keeps, of)) ?? '',
]
