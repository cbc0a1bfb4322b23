import { z } from 'zod'
import { matchersText } from '../domain/matchers.ts'
import { callOf } from '../ports/calls/call.ts'
import { expireSilence as expire } from '../ports/calls/silences.ts'
import type { Silences } from '../ports/silences.ts'
import { alertmanagerOf, openSilence } from './alertmanager.ts'
import type { Operation } from './operation.ts'

const input = z.object({ id: z.string().min(1) })

/** Ends a silence before its time. */
export const expireSilence = (silences: Silences): Operation<z.infer<typeof input>> => ({
  name: 'silence expire',
  risk: 'mild',
  input,
  async plan({ id: asked }, { system }) {
    const { id, matchers } = await openSilence(silences, system, asked)
    const which = matchersText(matchers)
    return {
      title: `end the silence of ${which}`,
      shifts: [],
      now: [],
      warnings: [],
      calls: [
        callOf(expire, { on: which, sets: 'heard again', params: { url: alertmanagerOf(system), id } }),
      ],
      resources: [],
    }
  },
})
