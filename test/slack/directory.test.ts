import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Directory } from '../../src/ports/directory.ts'
import { createDirectory } from '../../src/slack/directory.ts'
import { createWebClient } from '../../src/slack/web-client.ts'
import { token, workspace } from './workspace.ts'

const slack = workspace()
let directory: Directory
let time = 0

const users: Record<string, object> = {
  UANA: {
    id: 'UANA',
    tz: 'Europe/Lisbon',
    profile: { display_name: 'Ana', email: 'ana@learnbot.example.com' },
  },
  UBEN: { id: 'UBEN', real_name: 'Ben Okafor', profile: { display_name: '' } },
  UGONE: { id: 'UGONE', name: 'gone', deleted: true },
  UBOT: { id: 'UBOT', name: 'bot', is_bot: true },
}
const ana = { id: 'UANA', name: 'Ana', email: 'ana@learnbot.example.com', timezone: 'Europe/Lisbon' }
const ben = { id: 'UBEN', name: 'Ben Okafor' }

beforeEach(() => {
  time = 0
  slack.slack.on('users.info', ({ user }) =>
    users[String(user)] ? { ok: true, user: users[String(user)] } : { ok: false, error: 'user_not_found' },
  )
  slack.slack.on('users.lookupByEmail', ({ email }) =>
    email === ana.email ? { ok: true, user: users.UANA } : { ok: false, error: 'users_not_found' },
  )
  slack.slack.on('usergroups.list', () => ({
    ok: true,
    usergroups: [
      { id: 'S1', handle: 'oncall', users: ['UANA', 'UGONE', 'UBOT', 'UBEN'] },
      { id: 'S2', handle: 'empty', users: [] },
    ],
  }))
  slack.slack.on('users.conversations', ({ cursor }) =>
    cursor === undefined
      ? { ok: true, channels: [{ id: 'C1', name: 'payments' }], response_metadata: { next_cursor: 'p2' } }
      : { ok: true, channels: [{ id: 'C2', name: 'alerts', is_private: true }] },
  )
  slack.slack.on('conversations.list', ({ cursor }) =>
    cursor === undefined
      ? { ok: true, channels: [{ id: 'C3', name: 'general' }], response_metadata: { next_cursor: 'p2' } }
      : { ok: true, channels: [{ id: 'C4', name: 'lonely' }] },
  )
  slack.slack.on('conversations.info', ({ channel }) =>
    channel === 'C3'
      ? { ok: true, channel: { id: 'C3', name: 'general' } }
      : { ok: false, error: channel === 'GSEVERAL' ? 'missing_scope' : 'channel_not_found' },
  )
  const log = pino({ level: 'silent' })
  const client = createWebClient({ token, apiUrl: slack.slack.apiUrl, timeoutMs: 5_000, log })
  directory = createDirectory({ client, now: () => time, log })
})

describe('people', () => {
  it.each([
    ['a user id', 'UANA', [ana]],
    ['an e-mail', ana.email, [ana]],
    ['a user group, without who has left and what is no person', '@oncall', [ana, ben]],
    ['a group without members', '@empty', []],
    ['a group that does not exist', '@nobody', []],
    ['an id that does not exist', 'UWHO', []],
    ['an e-mail that nobody has', 'who@learnbot.example.com', []],
    ['somebody who has left', 'UGONE', []],
  ])('of %s', async (_, person, members) => {
    expect(await directory.people(person)).toEqual(members)
  })

  it('a group is mentioned by its id, with or without the @', async () => {
    expect([await directory.group('@oncall'), await directory.group('oncall')]).toEqual(['S1', 'S1'])
  })
})

describe('a channel', () => {
  const asked = (method: string) => slack.slack.called(method).length

  it('that Belay is in is found by its name, whatever else the workspace holds; ids pass through', async () => {
    expect(await directory.channel('C9')).toBe('C9')
    expect(slack.slack.calls).toEqual([])
    expect(await directory.channel('#alerts')).toBe('C2')
    expect(await directory.channel('#payments')).toBe('C1')
    expect(asked('users.conversations')).toBe(2)
    expect(slack.slack.calls).toHaveLength(2)
  })

  it('that Belay is not in is looked for in the whole workspace, once for all such names', async () => {
    expect(await directory.channel('#lonely')).toBe('C4')
    expect(await directory.channel('#general')).toBe('C3')
    expect(await directory.channel('#nowhere')).toBeUndefined()
    expect(asked('conversations.list')).toBe(2)
  })

  it('is looked for page by page for as long as Slack asks to wait, once it has begun to answer', async () => {
    const busy = { status: 429, headers: { 'retry-after': '0' } }
    const first = { ok: true, channels: [], response_metadata: { next_cursor: 'p2' } }
    const answers = [first, busy, busy, { ok: true, channels: [{ id: 'C4', name: 'lonely' }] }]
    slack.slack.on('conversations.list', () => answers.shift()!)
    expect(await directory.channel('#lonely')).toBe('C4')
    const pages = slack.slack.called('conversations.list').map(({ cursor }) => cursor)
    expect(pages).toEqual([undefined, 'p2', 'p2', 'p2'])
  })

  it('is not waited for where Slack asks to wait at once', async () => {
    slack.slack.on('conversations.list', () => ({ status: 429, headers: { 'retry-after': '20' } }))
    const { fault } = await slack.failure(directory.channel('#lonely'))
    expect(fault).toMatchObject({ fault: 'limited', retryAfterMs: 20_000 })
  })

  it('is called what Slack says it is, and nothing where Slack does not show it', async () => {
    expect(await directory.channelName('C2')).toBe('#alerts')
    expect(asked('conversations.info')).toBe(0)
    expect(await directory.channelName('C3')).toBe('#general')
    expect(await directory.channelName('CPRIVATE')).toBeUndefined()
    expect(await directory.channelName('GSEVERAL')).toBeUndefined()
    expect(asked('conversations.list')).toBe(0)
  })

  it.each([
    ['users.conversations', { status: 500 }, 'Slack answered users.conversations with 500.'],
    ['conversations.info', { status: 500 }, 'Slack answered conversations.info with 500.'],
    [
      'users.conversations',
      { ok: false, error: 'missing_scope', needed: 'groups:read' },
      'Slack refused users.conversations: missing_scope, it needs the scope groups:read.',
    ],
  ])('is not said to be unknown while Slack fails at %s', async (method, answer, words) => {
    slack.slack.on(method, () => answer)
    expect((await slack.failure(directory.channelName('C3'))).message).toBe(words)
  })
})

it('asks once for several at a time, and again when the answer is old', async () => {
  await Promise.all([directory.people('@oncall'), directory.people('@oncall'), directory.group('oncall')])
  expect(slack.slack.called('usergroups.list')).toHaveLength(1)
  time = 299_999
  await directory.group('oncall')
  expect(slack.slack.called('usergroups.list')).toHaveLength(1)
  time = 300_000
  await directory.group('oncall')
  expect(slack.slack.called('usergroups.list')).toHaveLength(2)
})

it('with Slack away the last answer stands, and is not asked for at every turn', async () => {
  expect(await directory.people('@oncall')).toEqual([ana, ben])
  slack.slack.on('usergroups.list', () => 'break')
  time = 300_000
  expect(await directory.group('oncall')).toBe('S1')
  expect(await directory.group('oncall')).toBe('S1')
  expect(slack.slack.called('usergroups.list')).toHaveLength(2)
  time = 330_000
  slack.slack.on('usergroups.list', () => ({
    ok: true,
    usergroups: [{ id: 'S9', handle: 'oncall', users: [] }],
  }))
  expect(await directory.group('oncall')).toBe('S9')
})

it('with Slack away and nothing known, nobody is said to be nobody', async () => {
  slack.slack.on('usergroups.list', () => 'break')
  expect((await slack.failure(directory.people('@oncall'))).fault.fault).toBe('away')
  slack.slack.on('users.info', () => ({ status: 500 }))
  expect((await slack.failure(directory.people('UANA'))).fault.fault).toBe('away')
})
