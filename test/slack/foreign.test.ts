import { describe, expect, it, vi } from 'vitest'
import { patience } from '../eventually.ts'
import type { Answer } from './stub.ts'
import { said, workspace } from './workspace.ts'

const slack = workspace()

const list = { command: '/incident', text: 'list' }
const mention = { type: 'app_mention', user: 'UPARTNER', channel: 'CSHARED', text: '<@UBELAY> incident list' }
const button = { type: 'button', value: 'incident ack k3', action_id: 'a', block_id: 'b' }
const click = { type: 'block_actions', container: {}, channel: { id: 'CSHARED' }, actions: [button] }
const partner = { id: 'UPARTNER', team_id: 'TPARTNER' }
const view = {
  id: 'V1',
  hash: 'h',
  type: 'modal',
  callback_id: 'command',
  private_metadata: 'incident declare\nCSHARED',
  state: { values: {} },
}
const shortcut = {
  type: 'message_action',
  callback_id: 'declare_incident',
  channel: { id: 'CSHARED' },
  message: { type: 'message', ts: '1793620700.000100', text: 'checkout is slow' },
}

describe('somebody of another workspace, in a channel shared with it, is refused', () => {
  it.each<[string, () => Promise<Response>]>([
    ['a slash command', () => slack.slash({ ...list, user_id: 'UPARTNER', team_id: 'TPARTNER' })],
    ['a mention', () => slack.event({ ...mention, ts: '1.1', user_team: 'TPARTNER', team: 'T1' })],
    ['a mention that tells the team only', () => slack.event({ ...mention, ts: '1.1', team: 'TPARTNER' })],
    ['a click', () => slack.interact({ ...click, user: partner })],
    ['a form', () => slack.interact({ type: 'view_submission', view, user: partner })],
    ['a shortcut', () => slack.interact({ ...shortcut, user: partner })],
  ])('%s', async (_, ask) => {
    await slack.start()
    expect((await ask()).status).toBe(200)
    await vi.waitFor(
      () => expect(answers()).toEqual([expect.stringContaining('its own workspace only')]),
      patience,
    )
    expect(slack.asked).toEqual([])
    expect(slack.counted).toEqual(['foreign'])
  })
})

it('somebody of another workspace of the same organisation is one of us', async () => {
  const own = { ok: true, user_id: 'UBELAY', bot_id: 'BBELAY', team_id: 'T1', enterprise_id: 'E1' }
  slack.slack.on('auth.test', () => own)
  await slack.start()
  await slack.event({ ...mention, ts: '1.1', user_team: 'E1' })
  await vi.waitFor(() => expect(slack.asked).toHaveLength(1), patience)
})

describe('while Slack has not told whose Belay is, nobody is let in, and is told why through the response_url', () => {
  it.each<[string, Answer]>([
    ['fails', { ok: false, error: 'fatal_error' }],
    ['is away', { status: 503 }],
    ['does not answer', 'hang'],
    ['no longer knows the token', { ok: false, error: 'invalid_auth' }],
  ])('because it %s; its first answer lets everybody in', async (_, answer) => {
    slack.desk.handle = async () => ({ to: 'person', message: said('Nothing is open.') })
    slack.slack.on('auth.test', () => answer)
    await slack.start({ timeoutMs: 3_000 })
    await slack.slash({ ...list, trigger_id: '1' })
    const told = () => expect(answers()).toEqual([expect.stringContaining('Try again in a moment.')])
    await vi.waitFor(told, patience)
    expect(slack.asked).toEqual([])
    expect(slack.app.knowsItself()).toBe(false)

    slack.slack.on('auth.test', undefined)
    await slack.slash({ ...list, trigger_id: '2' })
    await vi.waitFor(() => expect(answers()).toHaveLength(2), patience)
    expect(answers()[1]).toBe('Nothing is open.')
    expect(slack.app.knowsItself()).toBe(true)
    expect(slack.slack.called('respond')).toHaveLength(2)
  })
})

const answers = () =>
  slack.slack.calls
    .filter(({ method }) => ['respond', 'chat.postEphemeral'].includes(method))
    .map(({ params }) => (params.body as { text: string } | undefined)?.text ?? params.text)
