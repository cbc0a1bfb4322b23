import { describe, expect, it, vi } from 'vitest'
import { patience } from '../eventually.ts'
import { workspace } from './workspace.ts'

const slack = workspace()

const first = async () => {
  await vi.waitFor(() => expect(slack.asked).toHaveLength(1), patience)
  return slack.asked[0]!
}

const message = { type: 'message', ts: '1793620800.000100', text: 'card' }
const click = (action: object, more: object = {}) =>
  slack.interact({
    type: 'block_actions',
    channel: { id: 'CALERTS', name: 'alerts' },
    container: { type: 'message', message_ts: message.ts },
    message,
    response_url: slack.slack.responseUrl,
    actions: [{ block_id: 'b', action_id: '0:a', action_ts: '1', ...action }],
    ...more,
  })

describe('a slash command', () => {
  it.each([
    ['/incident', 'ack k3jd8', 'incident ack k3jd8'],
    ['/health', 'learnbot', 'health learnbot'],
    ['/health', '', 'health'],
    ['/belay', 'incident list --all', 'incident list --all'],
    ['/belay', '', ''],
    ['/incident', 'note k3 a &lt; b &amp;&amp; c', 'incident note k3 a &lt; b &amp;&amp; c'],
  ])('%s %s is the command line "%s"', async (command, text, line) => {
    await slack.start()
    expect((await slack.slash({ command, text })).status).toBe(200)
    expect(await first()).toEqual({
      id: '1.2.slash',
      source: 'slash',
      text: line,
      fields: {},
      user: 'UANA',
      team: 'T1',
      channel: 'CALERTS',
      triggerId: '1.2.slash',
    })
  })
})

describe('a mention', () => {
  const mention = { type: 'app_mention', user: 'UANA', channel: 'CALERTS', ts: '1793620801.000100' }

  it('is what is said beside the name, in the thread where it is said', async () => {
    await slack.start()
    await slack.event({ ...mention, text: '<@UBELAY> incident lead <@UBEN>', thread_ts: '1793620800.000100' })
    expect(await first()).toEqual({
      id: 'Ev1',
      source: 'mention',
      text: 'incident lead <@UBEN>',
      fields: {},
      user: 'UANA',
      team: 'T1',
      channel: 'CALERTS',
      thread: '1793620800.000100',
    })
  })

  it('by a bot is not answered, nor is its own', async () => {
    await slack.start()
    await slack.event({ ...mention, text: '<@UBELAY> incident list', bot_id: 'BOTHER' }, 'Ev1')
    await slack.event({ ...mention, text: '<@UBELAY> incident list', user: 'UBELAY' }, 'Ev2')
    await slack.event({ ...mention, text: '<@UBELAY> health' }, 'Ev3')
    expect(await first()).toMatchObject({ id: 'Ev3', text: 'health' })
  })
})

describe('a direct message', () => {
  const typed = {
    type: 'message',
    channel_type: 'im',
    user: 'UANA',
    channel: 'DANA',
    ts: '1793620801.000100',
    text: 'incident list',
  }

  it('needs no name', async () => {
    await slack.start()
    await slack.event({ ...typed, thread_ts: '1793620800.000100' })
    expect(await first()).toEqual({
      id: 'Ev1',
      source: 'mention',
      text: 'incident list',
      fields: {},
      user: 'UANA',
      team: 'T1',
      channel: 'DANA',
      thread: '1793620800.000100',
    })
  })

  it('by a bot, its own, an edited one, a removed one and one in a channel are not answered', async () => {
    await slack.start()
    const { user: _, text, ...rest } = typed
    await slack.event({ ...typed, bot_id: 'BOTHER' }, 'Ev1')
    await slack.event({ ...typed, user: 'UBELAY' }, 'Ev2')
    await slack.event({ ...rest, subtype: 'message_changed', message: typed, previous_message: typed }, 'Ev3')
    await slack.event({ ...rest, subtype: 'message_deleted', previous_message: typed }, 'Ev4')
    await slack.event({ ...typed, channel_type: 'channel', channel: 'CALERTS' }, 'Ev5')
    await slack.event({ ...typed, text: `<@UBELAY> ${text}` }, 'Ev6')
    expect(await first()).toMatchObject({ id: 'Ev6', text: 'incident list' })
  })
})

describe('a click', () => {
  it.each([
    ['a button', { type: 'button', value: 'incident ack k3' }, 'incident ack k3'],
    [
      'a menu',
      { type: 'static_select', selected_option: { value: 'incident severity k3 P2' } },
      'incident severity k3 P2',
    ],
    [
      'an overflow menu',
      { type: 'overflow', selected_option: { value: 'incident stop k3' } },
      'incident stop k3',
    ],
    [
      'a choice of people',
      { type: 'users_select', action_id: '2:incident lead k3', selected_user: 'UBEN' },
      'incident lead k3 UBEN',
    ],
  ])('on %s is its command line', async (_, action, line) => {
    await slack.start()
    expect((await click(action)).status).toBe(200)
    expect(await first()).toEqual({
      id: '1.2.click',
      source: 'button',
      text: line,
      fields: {},
      user: 'UANA',
      team: 'T1',
      channel: 'CALERTS',
      triggerId: '1.2.click',
    })
  })

  it('in a thread knows the thread; on its first message it is in the channel', async () => {
    await slack.start()
    const button = { type: 'button', value: 'health' }
    await click(button, { message: { ...message, thread_ts: message.ts }, trigger_id: 't1' })
    await click(button, { message: { ...message, thread_ts: '1793620799.000100' }, trigger_id: 't2' })
    await vi.waitFor(() => expect(slack.asked).toHaveLength(2), patience)
    expect(slack.asked.map(({ thread }) => thread)).toEqual([undefined, '1793620799.000100'])
  })

  it('on a link is acknowledged and nothing more', async () => {
    await slack.start()
    expect((await click({ type: 'button', url: 'https://example.com' })).status).toBe(200)
    expect(slack.asked).toEqual([])
  })
})

describe('a form', () => {
  const view = {
    id: 'V1',
    hash: '17.abc',
    type: 'modal',
    callback_id: 'command',
    private_metadata: 'incident declare\nCALERTS 1793620800.000100',
    state: {
      values: {
        title: { value: { type: 'plain_text_input', value: 'Checkout < slow' } },
        severity: { value: { type: 'static_select', selected_option: { value: 'P2' } } },
        lead: { value: { type: 'users_select', selected_user: 'UBEN' } },
        note: { value: { type: 'plain_text_input', value: null } },
      },
    },
  }

  it('is its command line with what was filled in, asked for where the form was', async () => {
    await slack.start()
    const answer = await slack.interact({ type: 'view_submission', view })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(await first()).toEqual({
      id: 'V1:17.abc',
      source: 'modal',
      text: 'incident declare',
      fields: { title: 'Checkout < slow', severity: 'P2', lead: 'UBEN' },
      user: 'UANA',
      team: 'T1',
      channel: 'CALERTS',
      thread: '1793620800.000100',
      triggerId: '1.2.click',
    })
  })

  it('with a fault stays open and says so; mended, it is taken', async () => {
    await slack.start()
    slack.desk.check = async ({ fields }) =>
      fields.severity === 'P2' ? { severity: 'There is no P2 here.' } : undefined
    const refused = await slack.interact({ type: 'view_submission', view })
    expect(await refused.json()).toEqual({
      response_action: 'errors',
      errors: { severity: 'There is no P2 here.' },
    })
    expect(slack.asked).toEqual([])
    slack.desk.check = async () => undefined
    await slack.interact({ type: 'view_submission', view, trigger_id: '1.2.again' })
    expect(await first()).toMatchObject({ id: 'V1:17.abc', source: 'modal' })
  })

  it('that is closed is acknowledged and nothing more', async () => {
    await slack.start()
    expect((await slack.interact({ type: 'view_closed', view, is_cleared: false })).status).toBe(200)
    expect(slack.asked).toEqual([])
  })
})

it('the shortcut on a message declares an incident from it', async () => {
  await slack.start()
  const body = {
    type: 'message_action',
    callback_id: 'declare_incident',
    channel: { id: 'CGENERAL', name: 'general' },
    message: { type: 'message', user: 'UBEN', ts: '1793620700.000100', text: 'checkout is &gt; 3 s' },
  }
  expect((await slack.interact({ ...body, response_url: slack.slack.responseUrl })).status).toBe(200)
  expect(await first()).toEqual({
    id: '1.2.click',
    source: 'shortcut',
    text: 'incident declare',
    fields: {},
    user: 'UANA',
    team: 'T1',
    channel: 'CGENERAL',
    triggerId: '1.2.click',
    message: { text: 'checkout is &gt; 3 s', author: 'UBEN', ts: '1793620700.000100' },
  })
})

describe('the shortcut on a message without a text of its own takes along what it says', () => {
  const title = '[FIRING:1] HighErrorRate'
  const section = { type: 'section', text: { type: 'mrkdwn', text: title } }
  const words = [
    { type: 'text', text: '[FIRING:1] ' },
    { type: 'text', text: 'HighErrorRate' },
  ]
  const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: words }] }
  const noPreview = '[no preview available]'

  it.each([
    ['in the title of an attachment', { attachments: [{ title, text: 'https://prometheus.example.com' }] }],
    ['in its fallback', { text: '', attachments: [{ fallback: title }] }],
    ['in its blocks', { text: '', attachments: [{ fallback: noPreview, blocks: [section] }] }],
    ['in blocks', { blocks: [{ type: 'divider' }, section] }],
    ['in rich text', { text: ' ', blocks: [rich], attachments: [{ title: 'Runbook' }] }],
    [
      'among what is not understood',
      { blocks: 7, attachments: [{ title: 7, blocks: [{ text: 7 }], text: title }] },
    ],
  ])('%s', async (_, said) => {
    await slack.start()
    const message = { type: 'message', ts: '1793620700.000100', ...said }
    const place = { callback_id: 'declare_incident', channel: { id: 'CGENERAL', name: 'general' } }
    await slack.interact({ type: 'message_action', ...place, message, response_url: slack.slack.responseUrl })
    expect((await first()).message).toEqual({ text: title, ts: '1793620700.000100' })
  })
})
