import { randomUUID } from 'node:crypto'
import { RE2JS } from 're2js'
import { z } from 'zod'

const Matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
})
export type Matcher = z.infer<typeof Matcher>

const Posted = z.object({
  id: z.string().optional(),
  matchers: z.array(Matcher).min(1),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  createdBy: z.string().min(1),
  comment: z.string().min(1),
})
type Silence = z.infer<typeof Posted> & { id: string; updatedAt: string }

export interface Answer {
  status: number
  body?: unknown
}

/**
 * The silences of an older Alertmanager, which keeps their beginning to the nanosecond and tells it to the millisecond:
 * it cannot change one that is under way, but ends it and begins another.
 */
export function createSilences(now: () => number) {
  const silences = new Map<string, Silence>()
  const stateOf = ({ startsAt, endsAt }: Silence) =>
    Date.parse(endsAt) <= now() ? 'expired' : Date.parse(startsAt) > now() ? 'pending' : 'active'
  const refused = (status: number, body: string): Answer => ({ status, body })
  const end = (silence: Silence): void => void silences.set(silence.id, { ...silence, endsAt: iso(now()) })

  return {
    all: () =>
      [...silences.values()].map(silence => ({
        ...silence,
        startsAt: iso(Date.parse(silence.startsAt)),
        status: { state: stateOf(silence) },
      })),

    /** The ids of those that hide an alert with these labels. */
    hiding: (labels: Record<string, string>): string[] =>
      [...silences.values()]
        .filter(one => stateOf(one) === 'active' && one.matchers.every(matcher => fits(labels, matcher)))
        .map(({ id }) => id),

    post(body: unknown): Answer {
      const read = Posted.safeParse(body)
      if (!read.success) return { status: 400, body: { code: 601, message: read.error.issues[0]!.message } }
      const wanted = read.data
      if (Date.parse(wanted.endsAt) <= now()) return refused(400, "end time can't be in the past")
      if (wanted.matchers.every(matcher => fits({}, matcher)))
        return refused(400, 'silence invalid: at least one matcher must not match the empty string')
      const old = wanted.id === undefined ? undefined : silences.get(wanted.id)
      if (wanted.id !== undefined && !old) return refused(404, 'silence not found')
      const kept = old && stateOf(old) === 'active' && old.startsAt === wanted.startsAt ? old : undefined
      if (old && !kept) end(old)
      const id = kept?.id ?? randomUUID()
      const isAhead = Date.parse(wanted.startsAt) > now()
      const startsAt = kept?.startsAt ?? (isAhead ? wanted.startsAt : iso(now()).replace('Z', '456789Z'))
      silences.set(id, { ...wanted, id, startsAt, updatedAt: iso(now()) })
      return { status: 200, body: { silenceID: id } }
    },

    expire(id: string): Answer {
      const found = silences.get(id)
      if (!found) return refused(404, 'silence not found')
      if (stateOf(found) === 'expired') return refused(500, `silence ${id} already expired`)
      end(found)
      return { status: 200 }
    },
  }
}

export function fits(labels: Record<string, string>, { name, value, isRegex, isEqual }: Matcher): boolean {
  const label = labels[name] ?? ''
  return (isRegex ? RE2JS.matches(value, label) : label === value) === isEqual
}

const iso = (at: number): string => new Date(at).toISOString()
