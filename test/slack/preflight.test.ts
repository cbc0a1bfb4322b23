import { pino } from 'pino'
import { beforeEach, expect, it } from 'vitest'
import { SystemFile } from '../../src/domain/system-file.ts'
import { createDirectory } from '../../src/slack/directory.ts'
import { neededScopes, preflight } from '../../src/slack/preflight.ts'
import { createWebClient } from '../../src/slack/web-client.ts'
import { token, workspace } from './workspace.ts'

const slack = workspace()

const system = SystemFile.parse({
  system: 'learnbot',
  title: 'LearnBot',
  people: { responders: ['@oncall'], operators: ['@oncall'], approvers: ['@leads'] },
  severities: { P1: { acknowledge: '15m' } },
  escalation: [{ notify: ['@oncall'] }, { notify: ['cto@learnbot.example.com'] }],
  environments: { production: { channel: '#alerts' }, staging: { channel: '#staging' } },
})

function look() {
  const log = pino({ level: 'silent' })
  const client = createWebClient({ token, apiUrl: slack.slack.apiUrl, timeoutMs: 5_000, log })
  return preflight({ client, directory: createDirectory({ client, now: () => 0, log }), systems: [system] })
}

const auth = { ok: true, user_id: 'UBELAY', bot_id: 'BBELAY', team_id: 'T1' }
const scoped = (scopes: string[]) => ({
  status: 200,
  headers: { 'x-oauth-scopes': scopes.join(', ') },
  body: JSON.stringify(auth),
})

beforeEach(() => {
  slack.slack.on('auth.test', () => scoped(Object.keys(neededScopes)))
  slack.slack.on('users.conversations', () => ({
    ok: true,
    channels: [
      { id: 'C1', name: 'alerts' },
      { id: 'C2', name: 'staging' },
    ],
  }))
  slack.slack.on('conversations.info', ({ channel }) => ({
    ok: true,
    channel: { id: channel, is_member: true },
  }))
  slack.slack.on('usergroups.list', () => ({
    ok: true,
    usergroups: ['oncall', 'leads'].map(handle => ({ id: `S${handle}`, handle, users: ['UANA'] })),
  }))
  slack.slack.on('users.info', () => ({ ok: true, user: { id: 'UANA', name: 'ana' } }))
  slack.slack.on('users.lookupByEmail', () => ({ ok: true, user: { id: 'UCTO', name: 'cto' } }))
})

it('finds nothing where everything fits', async () => {
  expect(await look()).toEqual([])
  expect(slack.slack.called('conversations.list')).toEqual([])
})

it('says what is missing, and what to do', async () => {
  slack.slack.on('auth.test', () =>
    scoped(Object.keys(neededScopes).filter(scope => scope !== 'files:write')),
  )
  slack.slack.on('users.conversations', () => ({ ok: true, channels: [] }))
  slack.slack.on('conversations.list', () => ({ ok: true, channels: [{ id: 'C1', name: 'alerts' }] }))
  slack.slack.on('conversations.info', ({ channel }) => ({
    ok: true,
    channel: { id: channel, is_member: false },
  }))
  slack.slack.on('usergroups.list', () => ({
    ok: true,
    usergroups: [{ id: 'S1', handle: 'oncall', users: [] }],
  }))
  slack.slack.on('users.lookupByEmail', () => ({ ok: false, error: 'users_not_found' }))
  expect((await look()).sort()).toEqual([
    'Belay is not in #alerts: type /invite @Belay there.',
    'Slack knows nobody active as cto@learnbot.example.com.',
    'The Slack token lacks the scope files:write, to post long output as a file.',
    'The Slack user group @oncall has no active members.',
    'There is no Slack channel #staging that Belay can see: create it, or invite Belay if it is private.',
    'There is no Slack user group @leads.',
  ])
})

it('tells an archived channel from one that is not there', async () => {
  slack.slack.on('users.conversations', () => ({ ok: true, channels: [{ id: 'C1', name: 'alerts' }] }))
  slack.slack.on('conversations.list', () => ({ ok: true, channels: [{ id: 'C2', name: 'staging' }] }))
  slack.slack.on('conversations.info', ({ channel }) => ({
    ok: true,
    channel: { id: channel, is_member: channel === 'C1', is_archived: channel === 'C2' },
  }))
  expect(await look()).toEqual(['The Slack channel #staging is archived.'])
  expect(slack.slack.called('conversations.list')[0]).not.toHaveProperty('exclude_archived')
})

it('says so when Slack cannot be asked, once for each question', async () => {
  slack.slack.on('usergroups.list', () => ({ status: 503 }))
  slack.slack.on('auth.test', () => ({ ok: false, error: 'invalid_auth' }))
  expect((await look()).sort()).toEqual([
    'Slack answered usergroups.list with 503.',
    'Slack refused auth.test: invalid_auth.',
  ])
})
