import { SystemFile } from '../../src/domain/system-file.ts'
import type { Member } from '../../src/ports/directory.ts'

/** In two channels of its own. */
export const learnbot = SystemFile.parse({
  system: 'learnbot',
  title: 'LearnBot',
  businessHours: {
    timezone: 'America/New_York',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '09:00',
    to: '17:00',
  },
  people: {
    responders: ['@learnbot-oncall'],
    operators: ['@learnbot-operators'],
    approvers: ['@learnbot-leads'],
  },
  severities: {
    P1: { acknowledge: '15m', update: '30m', postmortem: '48h' },
    P2: { acknowledge: '30m', update: '1h' },
    P4: { acknowledge: 'next business day' },
  },
  escalation: [
    { notify: ['@learnbot-oncall'] },
    { notify: ['@learnbot-leads'], wait: '30m' },
    { notify: ['cto@learnbot.example.com'], wait: '1h', only: ['P1'] },
  ],
  pagerduty: { services: { PLEARN1: { environment: 'production' } } },
  environments: {
    production: {
      channel: '#learnbot-alerts',
      services: {
        'api-gateway': {
          health: 'https://api.learnbot.example.com/health',
          ecs: { cluster: 'learnbot', service: 'learnbot-production-api-gateway' },
          logs: '/ecs/learnbot/api-gateway',
        },
        frontend: {
          ecs: { cluster: 'learnbot', service: 'learnbot-production-frontend' },
          logs: '/ecs/learnbot/frontend',
        },
      },
    },
    staging: { channel: '#learnbot-staging', services: { 'api-gateway': {} } },
  },
})

export const travelbot = SystemFile.parse({
  system: 'travelbot',
  title: 'TravelBot',
  people: { responders: ['UTOM'] },
  severities: { P1: { acknowledge: '5m', update: '15m' }, P3: { acknowledge: '4h' } },
  escalation: [{ notify: ['UTOM'] }],
  environments: { production: { channel: '#ops', services: { booking: {} } } },
})

/** Lives in the same channel as TravelBot. */
export const arbor = SystemFile.parse({
  system: 'arbor',
  title: 'Arbor Energy',
  people: { responders: ['UTOM'] },
  severities: { P2: { acknowledge: '15m', update: '15m' } },
  escalation: [{ notify: ['UTOM'] }],
  environments: { production: { channel: '#ops', services: {} } },
})

const cto = { id: 'UCTO', name: 'Chris', email: 'cto@learnbot.example.com' }

/** Slack's user groups, and everybody who is in none. */
export const groups: Record<string, Member[]> = {
  '@learnbot-oncall': [
    { id: 'UANA', name: 'Ana', email: 'ana@learnbot.example.com' },
    { id: 'UBEN', name: 'Ben' },
  ],
  '@learnbot-operators': [{ id: 'UOPAL', name: 'Opal' }],
  '@learnbot-leads': [{ id: 'UCARA', name: 'Cara' }],
  none: [cto, { id: 'UTOM', name: 'Tom' }, { id: 'UZED', name: 'Zed' }],
}
