import { z } from 'zod'
import { Instant } from '../../domain/instant.ts'
import { matcherText } from '../../domain/matchers.ts'
import type { Silences } from '../../ports/silences.ts'
import type { Alertmanager } from './api.ts'

const SilenceWire = z
  .object({
    id: z.string(),
    matchers: z.array(
      z.object({
        name: z.string(),
        value: z.string(),
        isRegex: z.boolean(),
        // Not told before Alertmanager 0.22, which knew no other.
        isEqual: z.boolean().default(true),
      }),
    ),
    startsAt: Instant,
    endsAt: Instant,
    createdBy: z.string().default(''),
    comment: z.string().default(''),
    status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  })
  .transform(({ status, ...silence }) => ({ ...silence, state: status.state }))

const AlertWire = z
  .object({
    labels: z.record(z.string(), z.string()),
    startsAt: Instant,
    status: z.object({ silencedBy: z.array(z.string()).nullish() }),
  })
  .transform(({ labels, startsAt, status }) => ({
    name: labels.alertname ?? 'an alert without a name',
    labels,
    startsAt,
    silencedBy: status.silencedBy ?? [],
  }))

/** What Alertmanager hides, and what it would. */
export const createSilences = (ask: Alertmanager): Silences => ({
  list: url => ask({ url, path: 'silences', answer: z.array(SilenceWire) }),

  matching(url, matchers) {
    const query = new URLSearchParams({ active: 'true', silenced: 'true', inhibited: 'true' })
    for (const matcher of matchers) query.append('filter', matcherText(matcher))
    return ask({ url, path: `alerts?${query}`, answer: z.array(AlertWire) })
  },
})
