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

it('who may change something is told for ten minutes only: whoever is taken out of a group is out', async () => {
  expect(await directory.entitled('@oncall')).toEqual([ana, ben])
  expect(await directory.entitled('ana@learnbot.example.com')).toEqual([ana])
  for (const method of ['usergroups.list', 'users.lookupByEmail'])
    slack.slack.on(method, () => ({ ok: false, error: 'missing_scope' }))
  time = 600_000
  expect(await directory.entitled('@oncall')).toEqual([ana, ben])
  time = 600_001
  for (const person of ['@oncall', ana.email])
    expect((await slack.failure(directory.entitled(person))).fault.fault).toBe('refused')
  expect(await directory.people('@oncall')).toEqual([ana, ben])
  expect(slack.slack.called('usergroups.list')).toHaveLength(2)
  time = 640_000
  slack.slack.on('usergroups.list', () => ({
    ok: true,
    usergroups: [{ id: 'S1', handle: 'oncall', users: ['UANA'] }],
  }))
  expect(await directory.entitled('@oncall')).toEqual([ana])
})

it('who may change something is asked for anew after ten seconds: whoever was just taken out of a group is out', async () => {
  expect(await directory.entitled('@oncall')).toEqual([ana, ben])
  slack.slack.on('usergroups.list', () => ({
    ok: true,
    usergroups: [{ id: 'S1', handle: 'oncall', users: ['UANA'] }],
  }))
  slack.slack.on('users.lookupByEmail', () => ({ ok: false, error: 'users_not_found' }))
  time = 9_999
  expect(await directory.entitled('@oncall')).toEqual([ana, ben])
  time = 10_000
  expect(await directory.entitled('@oncall')).toEqual([ana])
  expect(await directory.people('@oncall')).toEqual([ana])
  expect(await directory.entitled(ana.email)).toEqual([])
})

it('with Slack away and nothing known, nobody is said to be nobody', async () => {
  slack.slack.on('usergroups.list', () => 'break')
  expect((await slack.failure(directory.people('@oncall'))).fault.fault).toBe('away')
  slack.slack.on('users.info', () => ({ status: 500 }))
  expect((await slack.failure(directory.people('UANA'))).fault.fault).toBe('away')
})

it('what Slack does not know is asked for again after half a minute', async () => {
  const newcomer = 'who@learnbot.example.com'
  expect(await directory.byEmail(newcomer)).toBeUndefined()
  slack.slack.on('users.lookupByEmail', () => ({ ok: true, user: users.UBEN }))
  time = 29_999
  expect(await directory.byEmail(newcomer)).toBeUndefined()
  time = 30_000
  expect(await directory.byEmail(newcomer)).toEqual(ben)
  time = 329_999
  await directory.byEmail(newcomer)
  expect(slack.slack.called('users.lookupByEmail')).toHaveLength(2)
})

describe('a level of twelve', () => {
  const twelve = Array.from({ length: 12 }, (_, i) => `UONCALL${i}`)
  const described = (id: string) => ({ id, name: `name of ${id}` })
  const night = 3 * 3_600_000
  beforeEach(() => {
    slack.slack.on('usergroups.list', () => ({
      ok: true,
      usergroups: [{ id: 'S1', handle: 'oncall', users: twelve }],
    }))
    slack.slack.on('users.info', ({ user }) => ({ ok: true, user: described(String(user)) }))
  })
  const asked = () => ['usergroups.list', 'users.info'].map(method => slack.slack.called(method).length)

  it('is one question and one for each, and none within five minutes', async () => {
    expect(await directory.people('@oncall')).toEqual(twelve.map(described))
    time = 299_999
    await directory.people('@oncall')
    expect(asked()).toEqual([1, 12])
  })

  it('is as it was last, without a wait, where Slack limits these questions at night', async () => {
    await directory.people('@oncall')
    time = night
    for (const method of ['usergroups.list', 'users.info'])
      slack.slack.on(method, () => ({ status: 429, headers: { 'retry-after': '60' } }))
    expect(await directory.people('@oncall')).toEqual(twelve.map(described))
  })

  it('who has come into the group since counts, and who has left does not', async () => {
    await directory.people('@oncall')
    time = night
    slack.slack.on('usergroups.list', () => ({
      ok: true,
      usergroups: [{ id: 'S1', handle: 'oncall', users: ['UNEW', ...twelve.slice(6)] }],
    }))
    expect(await directory.people('@oncall')).toEqual(['UNEW', ...twelve.slice(6)].map(described))
  })

  it.each([
    ['limited', { status: 429, headers: { 'retry-after': '60' } }],
    ['broken', { ok: false, error: 'fatal_error' }],
    ['refused', { ok: false, error: 'missing_scope' }],
  ])('is not held up by one of whom nothing is known, whose question is %s', async (_, answer) => {
    const info = ({ user }: Record<string, unknown>) =>
      user === 'UONCALL3' ? answer : { ok: true, user: described(String(user)) }
    slack.slack.on('users.info', info)
    const people = await directory.people('@oncall')
    expect(people.map(({ id }) => id)).toEqual(twelve)
    expect(people[3]).toEqual({ id: 'UONCALL3', name: 'UONCALL3' })
    slack.slack.on('users.info', ({ user }) => ({ ok: true, user: described(String(user)) }))
    expect((await directory.people('@oncall'))[3]).toEqual(described('UONCALL3'))
  })
})
