import { LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSlack, type Slack } from '../../../sandbox/slack/slack.ts'
import { team } from './team.ts'

let slack: Slack
let client: WebClient
let now = 1_790_000_000_000

beforeEach(async () => {
  slack = createSlack({
    seed: team(),
    app: { signingSecret: 'shh', botToken: 'xoxb-1', appToken: 'xapp-1' },
    now: () => now,
  })
  await slack.start()
  client = clientWith('xoxb-1')
})
afterEach(() => slack.stop())

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}
const clientWith = (token: string) =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl(),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  })
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    error => error.data?.error ?? error.code,
  )
const faultsOf = (call: Promise<unknown>) =>
  call.then(
    () => [],
    error => error.data.response_metadata?.messages ?? error.data.error,
  )
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const

describe('who may ask', () => {
  it('tells who the token belongs to, and its scopes', async () => {
    const answer = await client.auth.test()
    expect(answer).toMatchObject({ user_id: 'UBELAY', bot_id: 'BBELAY', team_id: 'T0TEAM' })
    expect(answer.response_metadata?.scopes).toContain('chat:write')
  })

  it('refuses a token that is none, and one of another kind', async () => {
    expect(await codeOf(clientWith('xoxb-2').auth.test())).toBe('invalid_auth')
    expect(
      await codeOf(new WebClient(undefined, { slackApiUrl: slack.apiUrl(), logger: quiet }).auth.test()),
    ).toBe('not_authed')
    expect(await codeOf(client.apps.connections.open({}))).toBe('not_allowed_token_type')
  })

  it('says which scope is missing', async () => {
    const call = client.reactions.add({ channel: 'CALERTS', timestamp: '1', name: 'eyes' })
    await expect(call).rejects.toMatchObject({
      data: {
        error: 'missing_scope',
        needed: 'reactions:write',
        provided: expect.stringContaining('chat:write'),
      },
    })
  })
})

describe('posting', () => {
  it('posts where Belay is a member, and nowhere else', async () => {
    expect(await codeOf(client.chat.postMessage({ channel: 'CALERTS', text: 'hello' }))).toBe('ok')
    expect(await codeOf(client.chat.postMessage({ channel: 'CGENERAL', text: 'hello' }))).toBe(
      'not_in_channel',
    )
    expect(await codeOf(client.chat.postMessage({ channel: 'CSECRET', text: 'hello' }))).toBe(
      'channel_not_found',
    )
    expect(await codeOf(client.chat.postMessage({ channel: 'CNOWHERE', text: 'hello' }))).toBe(
      'channel_not_found',
    )
    expect(await codeOf(client.chat.postMessage({ channel: 'COLD', text: 'hello' }))).toBe('is_archived')
  })

  it('keeps metadata, and shows it to who asks for it only', async () => {
    const metadata = { event_type: 'belay', event_payload: { mark: 'i1/card' } }
    await client.chat.postMessage({ channel: 'CALERTS', text: 'hello', metadata })
    const without = await client.conversations.history({ channel: 'CALERTS' })
    const withIt = await client.conversations.history({ channel: 'CALERTS', include_all_metadata: true })
    expect(without.messages?.[0]?.metadata).toBeUndefined()
    expect(withIt.messages?.[0]?.metadata).toEqual(metadata)
  })

  it('changes and deletes its own messages, but nobody else’s', async () => {
    const { ts } = await client.chat.postMessage({
      channel: 'CALERTS',
      text: 'one',
      blocks: [section('one')],
    })
    await client.chat.update({ channel: 'CALERTS', ts: ts!, text: 'two' })
    const [message] = (await client.conversations.history({ channel: 'CALERTS' })).messages ?? []
    expect(message).toMatchObject({ text: 'two', edited: { user: 'UBELAY' } })
    await client.chat.delete({ channel: 'CALERTS', ts: ts! })
    expect(await codeOf(client.chat.delete({ channel: 'CALERTS', ts: ts! }))).toBe('message_not_found')
  })

  it('gives each message a later time, also within one millisecond', async () => {
    const sent = await Promise.all(
      ['a', 'b', 'c'].map(text => client.chat.postMessage({ channel: 'CALERTS', text })),
    )
    expect(new Set(sent.map(({ ts }) => ts)).size).toBe(3)
    expect(sent[0]!.ts).toMatch(/^1790000000\.\d{6}$/)
  })
})

describe('Slack’s limits', () => {
  const post = (blocks: unknown[]) =>
    faultsOf(client.chat.postMessage({ channel: 'CALERTS', text: 'x', blocks: blocks as never }))
  const button = (text: string, value = 'x') => ({
    type: 'button',
    text: { type: 'plain_text', text },
    value,
  })

  it.each([
    [
      '51 blocks',
      Array(51).fill({ type: 'divider' }),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'a long section',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty section', [section('')], 'must be more than 0 characters'],
    ['26 buttons', [{ type: 'actions', elements: Array(26).fill(button('x')) }], 'no more than 25 items'],
    ['a long label', [{ type: 'actions', elements: [button('x'.repeat(76))] }], 'less than 76'],
    ['a long value', [{ type: 'actions', elements: [button('x', 'y'.repeat(2001))] }], 'less than 2001'],
    [
      'a long header',
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      'less than 151',
    ],
    ['an unknown block', [{ type: 'poem' }], 'unsupported type'],
    ['an unknown property', [{ type: 'divider', colour: 'red' }], 'invalid additional property: colour'],
    [
      'the same action twice',
      [{ type: 'actions', elements: [1, 2].map(() => ({ ...button('x'), action_id: 'a' })) }],
      '`action_id` already exists',
    ],
  ])('refuses %s, and says where', async (_, blocks, fault) => {
    expect(await post(blocks)).toEqual([expect.stringContaining(fault)])
  })

  it('refuses more than about 13,200 characters over all blocks', async () => {
    expect(await post(Array(5).fill(section('x'.repeat(2_700))))).toBe('msg_blocks_too_long')
    expect(await post(Array(4).fill(section('x'.repeat(2_700))))).toEqual([])
  })

  it('refuses nothing to say, and far too much', async () => {
    expect(await codeOf(client.chat.postMessage({ channel: 'CALERTS', text: '' }))).toBe('no_text')
    expect(await codeOf(client.chat.postMessage({ channel: 'CALERTS', text: 'x'.repeat(40_001) }))).toBe(
      'msg_too_long',
    )
  })
})

describe('reading', () => {
  it('hands out history in pages, newest first, without what is in threads', async () => {
    for (const text of ['1', '2', '3', '4', '5']) await client.chat.postMessage({ channel: 'CALERTS', text })
    const { messages } = await client.conversations.history({ channel: 'CALERTS' })
    await client.chat.postMessage({ channel: 'CALERTS', text: 'reply', thread_ts: messages![0]!.ts! })
    const seen: (string | undefined)[] = []
    let cursor: string | undefined
    do {
      const page = await client.conversations.history({
        channel: 'CALERTS',
        limit: 2,
        ...(cursor && { cursor }),
      })
      seen.push(...page.messages!.map(({ text }) => text))
      cursor = page.response_metadata?.next_cursor
    } while (cursor)
    expect(seen).toEqual(['5', '4', '3', '2', '1'])
  })

  it('shows a thread with its first message, oldest first', async () => {
    const { ts } = await client.chat.postMessage({ channel: 'CALERTS', text: 'card' })
    now += 5_000
    for (const text of ['a', 'b']) await client.chat.postMessage({ channel: 'CALERTS', text, thread_ts: ts! })
    const { messages } = await client.conversations.replies({ channel: 'CALERTS', ts: ts!, oldest: ts! })
    expect(messages?.map(({ text }) => text)).toEqual(['card', 'a', 'b'])
    expect(messages?.[0]).toMatchObject({ reply_count: 2, thread_ts: ts })
  })

  it('knows people, groups and channels', async () => {
    expect((await client.users.lookupByEmail({ email: 'ANA@learnbot.example.com' })).user?.id).toBe('UANA')
    expect(await codeOf(client.users.lookupByEmail({ email: 'gone@learnbot.example.com' }))).toBe(
      'users_not_found',
    )
    expect(await codeOf(client.users.info({ user: 'UNOBODY' }))).toBe('user_not_found')
    const groups = await client.usergroups.list({ include_users: true })
    expect(groups.usergroups?.find(({ handle }) => handle === 'learnbot-leads')?.users).toEqual([
      'UBEN',
      'UCARA',
    ])
    const listed = await client.conversations.list({
      exclude_archived: true,
      types: 'public_channel,private_channel',
    })
    expect(listed.channels?.map(({ name, is_member }) => [name, is_member])).toEqual([
      ['learnbot-alerts', true],
      ['general', false],
    ])
  })

  it('lists the channels that the bot is in, without saying of each that it is', async () => {
    const types = 'public_channel,private_channel'
    const { channels } = await client.users.conversations({ types, exclude_archived: true })
    expect(channels?.map(({ name }) => name)).toEqual(['learnbot-alerts'])
    expect(channels?.[0]).toMatchObject({ id: 'CALERTS', is_channel: true, is_archived: false })
    for (const left of ['is_member', 'num_members']) expect(channels?.[0]).not.toHaveProperty(left)
    expect(await codeOf(client.users.conversations({ limit: 1_000 }))).toBe('invalid_limit')
    expect(await codeOf(client.users.conversations({ types: 'im' }))).toBe('missing_scope')
  })

  it('opens the one direct conversation with a person', async () => {
    const one = await client.conversations.open({ users: 'UANA' })
    const again = await client.conversations.open({ users: 'UANA' })
    expect(one.channel?.id).toMatch(/^D/)
    expect(again.channel?.id).toBe(one.channel?.id)
    expect(await codeOf(client.conversations.open({ users: 'UNOBODY' }))).toBe('user_not_found')
  })

  it('takes a file in three steps', async () => {
    const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: 'a.md', length: 5 })
    await fetch(upload_url!, { method: 'POST', body: 'hello' })
    await client.files.completeUploadExternal({
      files: [{ id: file_id!, title: 'A' }],
      channel_id: 'CALERTS',
      initial_comment: 'here',
    })
    const { messages } = await client.conversations.history({ channel: 'CALERTS' })
    expect(messages?.[0]).toMatchObject({ text: 'here', files: [{ title: 'A', size: 5 }] })
  })
})

describe('what goes wrong', () => {
  const post = () => client.chat.postMessage({ channel: 'CALERTS', text: 'hello' })
  const posted = async () => (await client.conversations.history({ channel: 'CALERTS' })).messages?.length

  it('answers 429 with the time to wait, as often as it was told to', async () => {
    const failing = slack.fail({ method: 'chat.postMessage', times: 1, does: { retryAfter: 7 } })
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 })
    expect(await codeOf(post())).toBe('ok')
    expect(failing.met()).toBe(1)
  })

  it('fails for one channel only', async () => {
    slack.fail({ method: 'chat.postMessage', channel: 'CALERTS', does: { status: 503 } })
    expect(await codeOf(post())).toBe('slack_webapi_http_error')
    expect(await codeOf(client.chat.postMessage({ channel: 'UANA', text: 'hello' }))).toBe('ok')
    expect(await posted()).toBe(0)
  })

  it('can lose the answer of what it has done, or never do it', async () => {
    slack.fail({ method: 'chat.postMessage', times: 1, does: 'lostAnswer' })
    expect(await codeOf(post())).toBe('slack_webapi_request_error')
    expect(await posted()).toBe(1)
    slack.fail({ method: 'chat.postMessage', times: 1, does: 'cut' })
    expect(await codeOf(post())).toBe('slack_webapi_request_error')
    expect(await posted()).toBe(1)
  })

  it('remembers every call, without its token', async () => {
    await post()
    expect(slack.calls).toMatchObject([
      { method: 'chat.postMessage', args: { channel: 'CALERTS', text: 'hello' } },
    ])
    expect(JSON.stringify(slack.calls)).not.toContain('xoxb')
  })
})
