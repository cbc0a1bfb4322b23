import { z } from 'zod'
import { milliseconds, shortestMs } from '../src/domain/duration.ts'
import { longestBoxMs, noLongerThanThat } from '../src/domain/run/plan.ts'
import type { CallAt } from '../src/engine/command.ts'

/** What every command that asks for a change takes besides its own arguments. */
export const changeArgs = {
  service: z.string().toLowerCase().describe('a service').optional(),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(240)
    .describe('a reason')
    .meta({ help: 'why, for whoever is to approve it' })
    .optional(),
  'dry-run': z.boolean().default(false).meta({ help: 'only shows what would be done' }),
  for: milliseconds(shortestMs, longestBoxMs, noLongerThanThat)
    .describe('a duration')
    .meta({ help: 'taken back by itself after that long, as in 30m or 2h' })
    .optional(),
  confirm: z
    .string()
    .trim()
    .describe('the confirmation')
    .meta({ help: 'the word that its environment wants to be typed' })
    .optional(),
  incident: z
    .string()
    .describe('an incident')
    .meta({ help: 'the incident that it is done for, as in INC-42' })
    .optional(),
  step: z.string().optional().meta({ carried: true }),
}
const ChangeArgs = z.object(changeArgs)
type ChangeArgs = z.infer<typeof ChangeArgs>

export type ChangeCall = CallAt<ChangeArgs>
