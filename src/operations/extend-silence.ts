import { z } from 'zod'
import { inWords } from '../domain/duration.ts'
import { UserError } from '../domain/errors.ts'
import { matchersText } from '../domain/matchers.ts'
import { callOf } from '../ports/calls/call.ts'
import { extendSilence as extend } from '../ports/calls/silences.ts'
import type { Silences } from '../ports/silences.ts'
import { alertmanagerOf, openSilence } from './alertmanager.ts'
import type { Operation } from './operation.ts'
import { longestMs } from './silence.ts'

const input = z.object({ id: z.string().min(1), byMs: z.int().positive() })

/** Has a silence last longer: so much more than it would. */
export const extendSilence = (silences: Silences, now: () => number): Operation<z.infer<typeof input>> => ({
  name: 'silence extend',
  risk: 'mild',
  input,
  async plan({ id: asked, byMs }, { system }) {
    const { id, matchers, endsAt } = await openSilence(silences, system, asked)
    const to = endsAt + byMs
    if (to - now() > longestMs)
      throw new UserError('A silence lasts until 24 h from now at most. Extend it again when it is nearer.')
    const which = matchersText(matchers)
    return {
      title: `silence ${which} for ${inWords(byMs)} more`,
      shifts: [],
      now: [],
      warnings: [],
      calls: [
        callOf(extend, {
          on: which,
          sets: `quiet for ${inWords(byMs)} more`,
          params: { url: alertmanagerOf(system), id, from: endsAt, to },
        }),
      ],
      resources: [],
    }
  },
})
