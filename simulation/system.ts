import { System } from '../src/domain/system.ts'
import type { Member } from '../src/ports/directory.ts'

const member = (id: string, name: string): Member => ({
  id,
  name,
  email: `${name.toLowerCase()}@example.com`,
})
export const [ana, ben, cara, dan] = [
  member('UANA', 'Ana'),
  member('UBEN', 'Ben'),
  member('UCARA', 'Cara'),
  member('UDAN', 'Dan'),
]
export const groups: Record<string, Member[]> = {
  '@oncall': [ana, dan],
  '@leads': [ben],
  '@nobody': [],
  '@board': [cara],
}
/** In the order of PagerDuty's levels. */
export const people = [ana, ben, cara]

/** A team with a short temper, so that much happens in a few minutes. */
export const system = System.parse({
  system: 'sim',
  title: 'Simulated',
  people: { responders: ['@oncall'] },
  severities: {
    P1: { acknowledge: '2m', update: '3m', postmortem: '48h', page: true },
    P2: { acknowledge: '4m', update: '6m' },
    P3: { acknowledge: '5m' },
  },
  escalation: [
    { notify: ['@oncall'] },
    { notify: ['@leads'], wait: '2m', only: ['P1', 'P2'] },
    { notify: ['@nobody'], wait: '2m', only: ['P3'] },
    { notify: ['cara@example.com', '@leads'], wait: '3m' },
  ],
  pagerduty: {
    services: ['PSIM1'],
    severity: { priority: { P1: 'P1', P2: 'P2', P3: 'P3' }, urgency: { high: 'P2', low: 'P3' } },
  },
  environments: { production: { channel: '#alerts', services: { api: {} } } },
})
