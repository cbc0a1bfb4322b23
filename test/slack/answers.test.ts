import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reply } from '../../src/ports/invocation.ts'
import { form, said, workspace } from './workspace.ts'

const slack = workspace()
const mention = { type: 'app_mention', user: 'UANA', channel: 'CALERTS', text: '<@UBELAY> incident list' }
const mentioned = () => slack.event({ ...mention, ts: '1.2', thread_ts: '1.1' })
const typed = () => slack.slash({ command: '/incident', text: 'declare' })
const answering = (reply: Reply) => {
  slack.desk.handle = async () => reply
}
const called = async (method: string, times = 1) => {
  await vi.waitFor(() => expect(slack.slack.called(method)).toHaveLength(times))
  return slack.slack.called(method)[times - 1]!
}

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

  it('goes into the channel when the response_url has expired', async () => {
    slack.slack.on('respond', () => ({ status: 404 }))
    await typed()
    expect(await called('chat.postEphemeral')).toMatchObject({ channel: 'CALERTS', user: 'UANA' })
  })

  it('goes to them directly where Belay is not in the channel', async () => {
    slack.slack.on('chat.postEphemeral', () => ({ ok: false, error: 'not_in_channel' }))
    await mentioned()
    expect(await called('chat.postMessage')).toMatchObject({ channel: 'DUANA', text: 'Nothing is open.' })
  })

  it('that Slack will not show is said in plain text', async () => {
    const plainly = (params: Record<string, unknown>) =>
      JSON.stringify(params.blocks) === '[]' ? { ok: true } : { ok: false, error: 'invalid_blocks' }
    slack.slack.on('chat.postEphemeral', plainly)
    slack.slack.on('chat.postMessage', plainly)
    await mentioned()
    expect(await called('chat.postEphemeral', 2)).toMatchObject({ text: 'Nothing is open.', blocks: [] })
  })

  it('that reaches nobody is in the log', async () => {
    for (const method of ['chat.postEphemeral', 'conversations.open'])
      slack.slack.on(method, () => ({ ok: false, error: 'account_inactive' }))
    await mentioned()
    const lost = expect.objectContaining({ level: 50, msg: 'an answer reached nobody' })
    await vi.waitFor(() => expect(slack.log).toContainEqual(lost))
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
    expect(slack.lanes.taken).toEqual(['CALERTS', 'CALERTS', 'CALERTS'])
  })

  it('goes through the response_url where Belay is not in the channel', async () => {
    slack.slack.on('chat.postMessage', () => ({ ok: false, error: 'not_in_channel' }))
    await typed()
    expect((await called('respond')).body).toMatchObject({
      response_type: 'in_channel',
      text: 'INC-42 is open.',
    })
  })

  it('is told to the person, with the reason, when it cannot be posted', async () => {
    slack.slack.on('chat.postMessage', () => ({ ok: false, error: 'not_in_channel' }))
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
    slack.slack.on('chat.postMessage', () => ({ ok: false, error }))
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
      slack.slack.on('views.open', () => ({ ok: false, error }))
      await typed()
      const told = JSON.stringify((await called('respond')).body)
      expect(told).toContain('did not open in time')
      expect(told).toContain('"value":"incident declare"')
    },
  )

  it('that Slack refuses is told without a button', async () => {
    slack.slack.on('views.open', () => ({ ok: false, error: 'invalid_arguments' }))
    await typed()
    const told = JSON.stringify((await called('respond')).body)
    expect(told).toContain('Slack refused views.open: invalid_arguments')
    expect(told).not.toContain('button')
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
