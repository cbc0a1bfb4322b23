import { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { OutsideError } from '../../domain/errors.ts'
import { type Maker, maker, markOf } from '../../ports/calls/call.ts'
import { createSilence, expireSilence, extendSilence } from '../../ports/calls/silences.ts'
import type { Clock } from '../../ports/clock.ts'
import { goingOn, type Silence, type Silences } from '../../ports/silences.ts'
import type { Alertmanager } from './api.ts'

type Create = z.infer<typeof createSilence.params>
type Expire = z.infer<typeof expireSilence.params>
type Extend = z.infer<typeof extendSilence.params>

const Posted = z.object({ silenceID: z.string() })
const iso = (at: number): string => new Date(at).toISOString()
const isOver = ({ state }: Silence): boolean => state === 'expired'

/** Every call that changes a silence. Each can be looked for, and says what is to be. */
export function alertmanagerMakers(ask: Alertmanager, silences: Silences, clock: Clock): Maker[] {
  const byId = async ({ url, id }: { url: string; id: string }) =>
    (await silences.list(url)).find(one => one.id === id)
  const gone = (id: string) =>
    ({ is: 'other', how: `Alertmanager knows no silence ${id} any more.` }) as const

  return [
    maker<Create>({
      kind: createSilence,
      repeatable: true,
      async look({ url }, made) {
        const found = (await silences.list(url)).find(({ comment }) => comment.endsWith(markOf(made)))
        return found ? { is: 'after', result: { id: found.id, until: found.endsAt } } : { is: 'before' }
      },
      async start({ url, matchers, forMs, comment, createdBy }, made) {
        const startsAt = clock.now()
        const endsAt = startsAt + forMs
        const { silenceID } = await ask({
          url,
          method: 'POST',
          path: 'silences',
          body: {
            matchers,
            startsAt: iso(startsAt),
            endsAt: iso(endsAt),
            createdBy,
            comment: `${comment} ${markOf(made)}`,
          },
          answer: Posted,
        })
        return { id: silenceID, until: endsAt }
      },
    }),

    maker<Expire>({
      kind: expireSilence,
      repeatable: true,
      async look({ url, id }) {
        const all = await silences.list(url)
        const silence = all.find(one => one.id === id)
        if (!silence) return gone(id)
        return goingOn(all, silence).length === 0 ? { is: 'after', result: {} } : { is: 'before' }
      },
      async start({ url, id }) {
        const all = await silences.list(url)
        for (const silence of all.filter(one => one.id === id))
          for (const { id } of goingOn(all, silence))
            await ask({
              url,
              method: 'DELETE',
              path: `silence/${encoded(id)}`,
              answer: z.unknown(),
            })
        return {}
      },
    }),

    maker<Extend>({
      kind: extendSilence,
      repeatable: true,
      async look(params) {
        const all = await silences.list(params.url)
        const silence = all.find(({ id }) => id === params.id)
        if (!silence) return gone(params.id)
        const longer = all.find(one => isSame(one, silence) && one.endsAt === params.to)
        if (longer) return { is: 'after', result: { id: longer.id, until: longer.endsAt } }
        if (isOver(silence)) return { is: 'other', how: 'The silence is over: make another.' }
        return silence.endsAt === params.from
          ? { is: 'before' }
          : { is: 'other', how: 'Somebody has changed when the silence ends.' }
      },
      async start({ url, id, to }) {
        const silence = await byId({ url, id })
        if (!silence)
          throw new OutsideError(`${gone(id).how} Make another.`, {
            service: 'alertmanager',
            fault: 'refused',
            effect: 'none',
          })
        const { matchers, startsAt, createdBy, comment } = silence
        const { silenceID } = await ask({
          url,
          method: 'POST',
          path: 'silences',
          body: { id, matchers, startsAt: iso(startsAt), endsAt: iso(to), createdBy, comment },
          answer: Posted,
        })
        return { id: silenceID, until: to }
      },
    }),
  ]
}

/** Alertmanager ends a silence and begins another where it cannot change it. */
const isSame = (a: Silence, b: Silence): boolean =>
  a.comment === b.comment && JSON.stringify(a.matchers) === JSON.stringify(b.matchers)
