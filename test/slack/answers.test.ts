import { beforeEach, describe, expect, it, vi } from 'vitest'
import { confirmation } from '../../blocks/confirmation.ts'
import { plain } from '../../blocks/plain.ts'
import { words } from '../../blocks/rich.ts'
import type { Reply } from '../../src/ports/invocation.ts'
import { patience } from '../eventually.ts'
import { form, said, workspace } from './workspace.ts'

const slack = workspace()
const mention = { type: 'app_mention', user: 'UANA', channel: 'CALERTS', text: '<@UBELAY> incident list' }
const mentioned = () => slack.event({ ...mention, ts: '1.2', thread_ts: '1.1' })
const typed = () => slack.slash({ command: '/incident', text: 'declare' })
const answering = (reply: Reply) => {
  slack.desk.handle = async () => reply
}
const called = async (method: string, times = 1) => {
  await vi.waitFor(() => expect(slack.slack.called(method)).toHaveLength(times), patience)
  return slack.slack.called(method)[times - 1]!
}

const fromNowhere = () =>
  slack.interact({
    type: 'view_submission',
    view: {
      id: 'V1',
      hash: 'h',
      type: 'modal',
      callback_id: 'command',
      private_metadata: 'incident list',
      state: { values: {} },
    },
  })
const logged = (msg: string) =>
  vi.waitFor(() => expect(slack.log).toContainEqual(expect.objectContaining({ msg })), patience)
const refuses = (method: string, error: string) => slack.slack.on(method, () => ({ ok: false, error }))
const count = (method: string) => slack.slack.called(method).length

/** Blocks that Slack would have to refuse, since `taken` is all that it takes; and what is left of them. */
const rich = confirmation(words('INC-42 is open.'), [{ label: 'Show', command: 'incident show k3' }])
const takesOnly = (method: string, taken: unknown) =>
  slack.slack.on(method, params =>
    JSON.stringify(params.blocks) === JSON.stringify(taken)
      ? { ok: true, ts: '1.3' }
      : { ok: false, error: 'invalid_blocks' },
  )

beforeEach(() => slack.start())

describe('an answer to the person', () => {
  beforeEach(() => answering({ to: 'person', message: said('Nothing is open.') }))

  it('goes through the response_url, seen by them alone, and leaves the message in place', async () => {
    await typed()
    const { body } = await called('respond')
    expect(body).toEqual({ ...said('Nothing is open.'), response_type: 'ephemeral', replace_original: false })
    expect(slack.slack.called('chat.postEphemeral')).toEqual([])
  })

  it('to a mention goes into its thread', async () => {
    await mentioned()
    expect(await called('chat.postEphemeral')).toMatchObject({
      channel: 'CALERTS',
      user: 'UANA',
      thread_ts: '1.1',
    })
  })

  it('goes to them directly where Belay is not in the channel', async () => {
    refuses('chat.postEphemeral', 'not_in_channel')
    await mentioned()
    expect(await called('chat.postMessage')).toMatchObject({ channel: 'DUANA', text: 'Nothing is open.' })
  })

  it.each([
    ['expired', { status: 404, body: '{"ok":false,"error":"expired_url"}' }, 'expired_url'],
    ['was used too often', { ok: false, error: 'used_url' }, 'used_url'],
    ['takes no such answer', { status: 400, body: 'invalid_payload' }, 'invalid_payload'],
    ['leads elsewhere', { status: 302 }, 'Slack answered 302 to the answer.'],
    ['fails', { status: 503 }, 'Slack answered 503 to the answer.'],
    [
      'is answered by a proxy',
      { status: 200, body: '<html>Back soon</html>' },
      'Slack answered 200 to the answer.',
    ],
  ])('goes another way when the response_url %s', async (_, answer, why) => {
    slack.slack.on('respond', () => answer)
    await typed()
    expect(await called('chat.postEphemeral')).toMatchObject({ channel: 'CALERTS', text: 'Nothing is open.' })
    expect(JSON.stringify(slack.log)).toContain(why)
  })

  const shown = () => [count('respond'), count('chat.postEphemeral'), count('chat.postMessage')]

  it.each(['hang', 'break'] as const)(
    'goes another way where Slack does not say in time that it has it: %s',
    async silence => {
      await slack.app.stop()
      await slack.start({ timeoutMs: 100 })
      slack.slack.on('respond', () => silence)
      await typed()
      await called('chat.postEphemeral')
      await slack.app.stop()
      expect(shown()).toEqual([1, 1, 0])
    },
  )

  it('that belongs into a thread and its channel goes another way only where it is not shown', async () => {
    slack.slack.on('respond', () =>
      count('respond') === 1 ? { ok: true } : { ok: false, error: 'used_url' },
    )
    await slack.interact({
      type: 'block_actions',
      channel: { id: 'CALERTS' },
      message: { ts: '1.3', thread_ts: '1.1', subtype: 'thread_broadcast' },
      response_url: slack.slack.responseUrl,
      actions: [{ type: 'button', action_id: '0:list', value: 'incident list' }],
    })
    expect(await called('chat.postEphemeral')).toMatchObject({ channel: 'CALERTS', thread_ts: '1.1' })
    await slack.app.stop()
    expect(shown()).toEqual([2, 1, 0])
  })

  it('goes another way where nothing listens at the response_url', async () => {
    await slack.slash({ command: '/incident', text: 'declare', response_url: 'http://127.0.0.1:2/' })
    expect(await called('chat.postEphemeral')).toMatchObject({ channel: 'CALERTS', text: 'Nothing is open.' })
  })

  it('from a form that was opened nowhere goes to them directly, before what is less urgent', async () => {
    slack.lanes.busy.DUANA = [1, 2]
    await fromNowhere()
    expect(await called('chat.postMessage')).toMatchObject({ channel: 'DUANA', text: 'Nothing is open.' })
    expect(slack.lanes.asked).toEqual(Array(3).fill('page reply/V1:h'))
  })

  it('whose blocks Slack will not show is said in sections, and what its buttons do can be typed', async () => {
    answering({ to: 'person', message: rich })
    takesOnly('chat.postEphemeral', plain(rich).blocks)
    takesOnly('chat.postMessage', [])
    await mentioned()
    expect(JSON.stringify(await called('chat.postEphemeral', 2))).toContain('Show: /belay incident show k3')
    expect(count('chat.postMessage')).toBe(1)
  })

  it('whose sections Slack will not show either is said in plain text', async () => {
    answering({ to: 'person', message: rich })
    takesOnly('chat.postEphemeral', [])
    takesOnly('chat.postMessage', [])
    await mentioned()
    expect(await called('chat.postEphemeral', 3)).toMatchObject({ text: rich.text, blocks: [] })
  })

  it('is not repeated in other words while Slack is away, and is in the log', async () => {
    for (const method of ['chat.postEphemeral', 'conversations.open'])
      slack.slack.on(method, () => ({ status: 503 }))
    await mentioned()
    await logged('an answer reached nobody')
    expect([count('chat.postEphemeral'), count('conversations.open')]).toEqual([1, 1])
  })

  it('that reaches nobody is in the log', async () => {
    for (const method of ['chat.postEphemeral', 'conversations.open']) refuses(method, 'account_inactive')
    await mentioned()
    await logged('an answer reached nobody')
  })
})

describe('an answer to the channel', () => {
  beforeEach(() => answering({ to: 'channel', message: said('INC-42 is open.') }))

  it('is a message where it was asked for', async () => {
    await mentioned()
    expect(await called('chat.postMessage')).toMatchObject({ channel: 'CALERTS', thread_ts: '1.1' })
  })

  it('waits for the channel’s turn', async () => {
    slack.lanes.busy.CALERTS = [1, 2]
    await mentioned()
    expect(await called('chat.postMessage')).toMatchObject({ text: 'INC-42 is open.' })
    expect(slack.lanes.asked).toEqual(Array(3).fill('page reply/Ev1'))
    expect(slack.lanes.taken).toEqual(['CALERTS', 'CALERTS', 'CALERTS'])
  })

  it('whose turn does not come is told to the person', async () => {
    slack.lanes.busy.CALERTS = Array(5).fill(1)
    await mentioned()
    const told = JSON.stringify(await called('chat.postEphemeral'))
    expect(told).toContain('Slack takes no more messages here at the moment.')
    expect(count('chat.postMessage')).toBe(0)
  })

  it('whose blocks Slack will not show is posted in sections, and the log says so', async () => {
    answering({ to: 'channel', message: rich })
    takesOnly('chat.postMessage', plain(rich).blocks)
    await typed()
    expect(JSON.stringify(await called('chat.postMessage', 2))).toContain('Show: /belay incident show k3')
    await logged('an answer is shown in plain sections')
    expect(count('respond')).toBe(0)
  })

  it('that may have been posted is not posted another way, but the person has it', async () => {
    slack.slack.on('chat.postMessage', params => {
      slack.slack.post(params)
      return 'break'
    })
    await typed()
    expect((await called('respond')).body).toMatchObject({ response_type: 'ephemeral' })
    expect(JSON.stringify(slack.slack.called('respond'))).toContain('Slack did not answer chat.postMessage')
    expect(count('chat.postMessage')).toBe(1)
  })

  it('that neither the channel nor the response_url takes is told to the person', async () => {
    refuses('chat.postMessage', 'not_in_channel')
    refuses('respond', 'used_url')
    await typed()
    expect(JSON.stringify(await called('chat.postEphemeral'))).toContain('INC-42 is open.')
    const types = slack.slack
      .called('respond')
      .map(({ body }) => (body as Reply & { response_type: string }).response_type)
    expect(types).toEqual(['in_channel', 'ephemeral'])
  })

  it('to a form that was opened nowhere goes to the person', async () => {
    await fromNowhere()
    expect(await called('chat.postMessage')).toMatchObject({ channel: 'DUANA', text: 'INC-42 is open.' })
  })

  it('goes through the response_url where Belay is not in the channel', async () => {
    refuses('chat.postMessage', 'not_in_channel')
    await typed()
    expect((await called('respond')).body).toMatchObject({
      response_type: 'in_channel',
      text: 'INC-42 is open.',
    })
  })

  it('is told to the person, with the reason, when it cannot be posted', async () => {
    refuses('chat.postMessage', 'not_in_channel')
    await mentioned()
    const told = JSON.stringify(await called('chat.postEphemeral'))
    expect(told).toContain('type /invite @Belay')
    expect(told).toContain('INC-42 is open.')
  })
})

describe('an answer that its channel refuses', () => {
  beforeEach(() => answering({ to: 'channel', message: said('INC-42 is open.') }))

  it.each([
    ['not_in_channel', true],
    ['channel_not_found', true],
    ['is_archived', false],
    ['restricted_action', false],
  ])('because of %s: an invitation is asked for: %s', async (error, invited) => {
    refuses('chat.postMessage', error)
    await mentioned()
    const told = JSON.stringify(await called('chat.postEphemeral'))
    expect(told.includes('/invite @Belay')).toBe(invited)
    expect(told.includes(`Slack refused chat.postMessage: ${error}`)).toBe(!invited)
  })
})

describe('a form', () => {
  beforeEach(() => answering({ to: 'person', view: form('incident declare') }))

  it('opens by the trigger, and knows where it was asked for', async () => {
    await typed()
    const { trigger_id, view } = await called('views.open')
    expect(trigger_id).toBe('1.2.slash')
    expect(view).toMatchObject({ type: 'modal', private_metadata: 'incident declare\nCALERTS' })
  })

  it.each(['expired_trigger_id', 'trigger_expired'])(
    'that was too slow (%s) is offered as a button',
    async error => {
      refuses('views.open', error)
      await typed()
      const told = JSON.stringify((await called('respond')).body)
      expect(told).toContain('did not open in time')
      expect(told).toContain('"value":"incident declare"')
    },
  )

  it('whose answer is lost is offered as a button', async () => {
    slack.slack.on('views.open', () => 'break')
    await typed()
    expect(JSON.stringify((await called('respond')).body)).toContain('"value":"incident declare"')
    await logged('a form was not opened')
  })

  it('that Slack refuses is told without a button', async () => {
    refuses('views.open', 'invalid_arguments')
    await typed()
    const told = JSON.stringify((await called('respond')).body)
    expect(told).toContain('Slack refused views.open: invalid_arguments')
    expect(told).not.toContain('button')
  })

  it('that would have to keep more than Slack lets it is not asked for, and the person is told what to do', async () => {
    answering({ to: 'person', view: form(`incident declare ${'x'.repeat(3_000)}`) })
    await typed()
    expect(JSON.stringify((await called('respond')).body)).toContain('too long for a form')
    expect(count('views.open')).toBe(0)
  })

  it('asked for by a mention, which cannot open one, is offered as a button', async () => {
    await mentioned()
    const told = JSON.stringify(await called('chat.postEphemeral'))
    expect(told).toContain('"value":"incident list"')
  })
})

describe('a file', () => {
  const file = { name: 'log.txt', title: 'Log', content: 'first line\nsecond line', comment: 'The log' }
  beforeEach(() => answering({ to: 'channel', file }))

  it('is shared where it was asked for', async () => {
    await mentioned()
    expect(await called('files.completeUploadExternal')).toMatchObject({
      channel_id: 'CALERTS',
      thread_ts: '1.1',
    })
  })

  it('goes where it belongs, or to the person where it was asked for nowhere', async () => {
    answering({ to: 'channel', file, place: { channel: 'CCARD', thread: '1.0' } })
    await mentioned()
    const placed = { channel_id: 'CCARD', thread_ts: '1.0', initial_comment: 'The log' }
    expect(await called('files.completeUploadExternal')).toMatchObject(placed)
    expect(slack.slack.calls.map(({ method }) => method)).not.toContain('chat.postEphemeral')
    answering({ to: 'channel', file })
    await fromNowhere()
    expect(await called('files.completeUploadExternal', 2)).toMatchObject({ channel_id: 'DUANA' })
  })

  it('that goes elsewhere is told of once it is there', async () => {
    const place = { channel: 'CCARD', thread: '1.0' }
    answering({ to: 'channel', file, place, told: confirmation(words('It is in the thread.')) })
    await mentioned()
    expect(await called('chat.postEphemeral')).toMatchObject({ text: '✓ It is in the thread.' })
    expect(await called('files.completeUploadExternal')).toMatchObject({ thread_ts: '1.0' })
  })

  it.each<[string, 'break' | { status: number }, string]>([
    ['files.getUploadURLExternal', { status: 503 }, 'Slack answered files.getUploadURLExternal with 503.'],
    ['upload', { status: 413 }, 'Slack did not take the file: 413.'],
    ['files.completeUploadExternal', 'break', 'Slack did not answer files.completeUploadExternal'],
  ])('that fails at %s is begun in words, with the reason', async (method, answer, why) => {
    slack.slack.on(method, () => answer)
    await mentioned()
    const told = JSON.stringify(await called('chat.postEphemeral'))
    expect(told).toContain(why)
    expect(told).toContain('first line')
    await logged('a file was not uploaded')
  })

  it('that cannot be uploaded is begun in words', async () => {
    slack.slack.on('files.getUploadURLExternal', () => ({
      ok: false,
      error: 'missing_scope',
      needed: 'files:write',
    }))
    await mentioned()
    const told = JSON.stringify(await called('chat.postEphemeral'))
    expect(told).toContain('files:write')
    expect(told).toContain('first line')
  })
})

it('nothing is said where nothing is to be said', async () => {
  answering({ to: 'nobody' })
  await typed()
  await slack.app.stop()
  expect(slack.slack.calls.filter(({ method }) => method !== 'auth.test')).toEqual([])
  expect(slack.log.filter(({ level }) => level === 50)).toEqual([])
})
