import type { Seed } from '../../../sandbox/slack/seed.ts'

/** A small workspace: two responders, one manager, one bystander. */
export const team = (): Seed => ({
  team: { id: 'T0TEAM', name: 'LearnBot', domain: 'learnbot' },
  bot: {
    userId: 'UBELAY',
    botId: 'BBELAY',
    appId: 'ABELAY',
    name: 'Belay',
    scopes: [
      'app_mentions:read',
      'channels:history',
      'channels:read',
      'chat:write',
      'commands',
      'files:write',
      'groups:history',
      'groups:read',
      'im:history',
      'im:write',
      'usergroups:read',
      'users:read',
      'users:read.email',
    ],
    commands: [{ command: '/belay', description: 'Everything' }, { command: '/incident' }],
    events: ['app_mention', 'message.im'],
    shortcuts: [{ callbackId: 'declare_incident', name: 'Declare incident' }],
  },
  people: [
    { id: 'UANA', name: 'Ana', email: 'ana@learnbot.example.com', tz: 'Europe/Lisbon', title: 'On call' },
    { id: 'UBEN', name: 'Ben', email: 'ben@learnbot.example.com', title: 'Approver' },
    { id: 'UCARA', name: 'Cara', email: 'cara@learnbot.example.com', title: 'Manager' },
    { id: 'UDAN', name: 'Dan', title: 'No rights' },
    { id: 'UGONE', name: 'Gone', email: 'gone@learnbot.example.com', deleted: true },
  ],
  channels: [
    {
      id: 'CALERTS',
      name: 'learnbot-alerts',
      topic: 'Pages of LearnBot',
      members: ['UANA', 'UBEN', 'UCARA', 'UDAN', 'UBELAY'],
    },
    { id: 'CGENERAL', name: 'general', members: ['UANA', 'UBEN', 'UCARA', 'UDAN'] },
    { id: 'CSECRET', name: 'secret', private: true, members: ['UCARA'] },
    { id: 'COLD', name: 'old', archived: true, members: ['UBELAY'] },
  ],
  groups: [
    { id: 'SONCALL', handle: 'learnbot-oncall', name: 'On call', users: ['UANA'] },
    { id: 'SLEADS', handle: 'learnbot-leads', name: 'Leads', users: ['UBEN', 'UCARA'] },
  ],
})
