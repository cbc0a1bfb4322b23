import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSlack, type Slack } from '../../sandbox/slack/slack.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import { createSystems } from '../../src/engine/systems.ts'
import type { Chat } from '../../src/ports/chat.ts'
import type { Directory } from '../../src/ports/directory.ts'
import { createChat } from '../../src/slack/chat.ts'
import { createDirectory } from '../../src/slack/directory.ts'
import { neededScopes, preflight } from '../../src/slack/preflight.ts'
import { createWebClient } from '../../src/slack/web-client.ts'
import { form, said } from './workspace.ts'

const system = SystemFile.parse({
  system: 'learnbot',
  title: 'LearnBot',
  people: { responders: ['@oncall'], approvers: ['@nobody'] },
  severities: { P1: { acknowledge: '15m' } },
  escalation: [{ notify: ['@oncall'] }],
  environments: {
    production: { channel: '#alerts' },
    staging: { channel: '#nowhere' },
    preview: { channel: '#lonely' },
    old: { channel: '#over' },
  },
})
const alerts = { channel: 'CALERTS' }

let slack: Slack
let chat: Chat
let directory: Directory
let look: () => Promise<string[]>

beforeEach(async () => {
  slack = createSlack({
    seed: {
      team: { id: 'T1', name: 'LearnBot', domain: 'learnbot' },
      bot: {
        userId: 'UBELAY',
        botId: 'BBELAY',
        appId: 'ABELAY',
        name: 'belay',
        scopes: Object.keys(neededScopes),
        commands: [],
        shortcuts: [],
      },
      people: [{ id: 'UANA', name: 'Ana', email: 'ana@learnbot.example.com' }],
      channels: [
        ...Array.from({ length: 2_000 }, (_, i) => ({ id: `C${i}`, name: `other-${i}`, members: [] })),
        { id: 'CALERTS', name: 'alerts', members: ['UANA', 'UBELAY'] },
        { id: 'CLONELY', name: 'lonely', members: ['UANA'] },
        { id: 'COVER', name: 'over', archived: true, members: [] },
      ],
      groups: [{ id: 'SONCALL', handle: 'oncall', name: 'On call', users: ['UANA'] }],
    },
    app: { signingSecret: 'secret', botToken: 'xoxb-1' },
  })
  await slack.start()
  const log = pino({ level: 'silent' })
  const settings = { token: 'xoxb-1', apiUrl: slack.apiUrl(), timeoutMs: 5_000, log }
  chat = createChat({ ...settings, lanes: { take: async () => 0, close: async () => {} } })
  const client = createWebClient(settings)
  directory = createDirectory({ client, now: () => Date.now(), log })
  look = () => preflight({ client, directory, systems: [system] })
})
afterEach(() => slack.stop())

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'nothing',
    error => (error instanceof OutsideError ? error.fault.code : Promise.reject(error)),
  )

it('a card and its thread are posted, found again, edited and removed', async () => {
  const since = Date.now()
  const card = await chat.post(alerts, said('P1 triggered'), { mark: 'k3/card' })
  const thread = { ...alerts, thread: card.ts }
  const entry = await chat.post(thread, said('Level 1 told'), { mark: 'k3/entry:1' })
  await chat.update('CALERTS', card.ts, said('P1 acknowledged'))
  expect(await chat.find(alerts, 'k3/card', since)).toEqual([{ ts: card.ts, replies: 1, isAnswered: false }])
  expect(await chat.find(thread, 'k3/entry:1', since)).toEqual([
    { ts: entry.ts, replies: 0, isAnswered: false },
  ])
  expect((await chat.find(thread, undefined, since)).map(({ ts }) => ts)).toEqual([card.ts, entry.ts])
  await chat.remove('CALERTS', entry.ts)
  await chat.remove('CALERTS', entry.ts)
  expect(await chat.find(thread, 'k3/entry:1', since)).toEqual([])
  expect(await chat.permalink('CALERTS', card.ts)).toContain('CALERTS')
})

it('people are written to, privately and with a file', async () => {
  await chat.ephemeral(alerts, 'UANA', said('Only you see this'))
  const direct = await chat.direct('UANA')
  await chat.post({ channel: direct }, said('You are paged'), { mark: 'k3/page:1:1:UANA' })
  await chat.upload(alerts, { name: 'log.txt', title: 'Log', content: 'a\nb', comment: 'The log' })
  const done = slack.calls.filter(({ answer }) => answer?.ok).map(({ method }) => method)
  expect(done).toEqual([
    'chat.postEphemeral',
    'conversations.open',
    'chat.postMessage',
    'files.getUploadURLExternal',
    'files.completeUploadExternal',
  ])
})

it('what Slack refuses has its code', async () => {
  const odd = { text: 'odd', blocks: [{ type: 'nonsense' }] } as never
  expect(await code(chat.post(alerts, odd, { mark: 'k3/odd' }))).toBe('invalid_blocks')
  expect(await code(chat.post({ channel: 'CWHERE' }, said('x'), { mark: 'm' }))).toBe('channel_not_found')
  expect(await code(chat.openModal('1.2.3', form('incident declare')))).toMatch(/trigger/)
})

it('what lives in a channel is known after one question, though a thousand others are there', async () => {
  const { inChannel } = createSystems([system], directory)
  const living = async (channel: string) => (await inChannel(channel)).map(({ environment }) => environment)
  expect(await living('CALERTS')).toEqual(['production'])
  expect(slack.calls.map(({ method }) => method)).toEqual(['users.conversations'])
  expect(await living('CLONELY')).toEqual(['preview'])
  expect(await living('C7')).toEqual([])
  expect(slack.calls.map(({ method }) => method)).toEqual([
    'users.conversations',
    'conversations.info',
    'conversations.info',
  ])
})

it('people, groups and channels are found, and what is missing is said', async () => {
  const ana = [expect.objectContaining({ id: 'UANA', name: 'Ana', email: 'ana@learnbot.example.com' })]
  expect(await directory.people('@oncall')).toEqual(ana)
  expect(await directory.people('ana@learnbot.example.com')).toEqual(ana)
  expect(await directory.channel('#alerts')).toBe('CALERTS')
  expect((await look()).sort()).toEqual([
    'Belay is not in #lonely: type /invite @Belay there.',
    'The Slack channel #over is archived.',
    'There is no Slack channel #nowhere that Belay can see: create it, or invite Belay if it is private.',
    'There is no Slack user group @nobody.',
  ])
})
