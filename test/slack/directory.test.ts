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
  slack.slack.on('conversations.list', ({ cursor }) =>
    cursor === undefined
      ? { ok: true, channels: [{ id: 'C1', name: 'general' }], response_metadata: { next_cursor: 'p2' } }
      : { ok: true, channels: [{ id: 'C2', name: 'alerts', is_private: true }] },
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

it('channels are found by name on every page; ids pass through', async () => {
  expect(await directory.channel('#alerts')).toBe('C2')
  expect(await directory.channel('#general')).toBe('C1')
  expect(await directory.channel('#nowhere')).toBeUndefined()
  expect(await directory.channel('C9')).toBe('C9')
  expect(slack.slack.called('conversations.list')).toHaveLength(2)
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
