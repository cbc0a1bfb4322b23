import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSlack, type Slack } from '../../../sandbox/slack/slack.ts'
import { workspaceWithBolt } from './bolt.ts'
import { team } from './team.ts'

const plain = (text: string) => ({ type: 'plain_text', text }) as const
const option = (text: string) => ({ text: plain(text), value: `value of ${text}` })

/** Answers in every way that Slack has. */
function listen(app: App): void {
  app.command('/belay', async ({ command, ack, client, respond }) => {
    if (command.text === 'sleep') return
    await ack(command.text === 'at once' ? 'Here you are' : undefined)
    if (command.text === 'form') await client.views.open({ trigger_id: command.trigger_id, view: form })
    else if (command.text.startsWith('say'))
      await respond({ text: command.text, response_type: 'in_channel' })
  })
  app.event('app_mention', async ({ event, client }) => {
    const thread = event.thread_ts ? { thread_ts: event.thread_ts } : {}
    await client.chat.postMessage({ channel: event.channel, text: `heard: ${event.text}`, ...thread })
  })
  app.event('message', async ({ event, client }) => {
    if (event.subtype === undefined && !event.bot_id)
      await client.chat.postMessage({ channel: event.channel, text: `heard in private: ${event.text}` })
  })
  app.action(/.*/, async ({ body, ack, respond }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const [action] = body.actions
    const said =
      action && 'selected_option' in action
        ? action.selected_option?.value
        : action && 'value' in action
          ? action.value
          : ''
    await respond({ text: `${body.user.name} chose ${said}`, response_type: 'in_channel' })
  })
  app.view('form', async ({ view, ack, client, body }) => {
    const title = view.state.values.title?.value?.value
    if (title === 'nonsense') return ack({ response_action: 'errors', errors: { title: 'Say more.' } })
    await ack()
    await client.chat.postMessage({
      channel: body.user.id,
      text: `${title}, ${view.state.values.severity?.value?.selected_option?.value}, ${view.private_metadata}`,
    })
  })
  app.shortcut('declare_incident', async ({ shortcut, ack, client }) => {
    await ack()
    if (shortcut.type === 'message_action')
      await client.chat.postMessage({ channel: shortcut.user.id, text: `about: ${shortcut.message.text}` })
  })
}

const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  private_metadata: 'kept',
  title: plain('Declare'),
  submit: plain('Declare'),
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: plain('What is wrong?'),
      element: { type: 'plain_text_input', action_id: 'value', max_length: 20 },
    },
    {
      type: 'input',
      block_id: 'severity',
      label: plain('How bad?'),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: ['P1', 'P2'].map(option),
        initial_option: option('P2'),
      },
    },
  ],
}

const card = {
  channel: 'CALERTS',
  text: 'P1 triggered',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: '*P1* triggered, <@UANA> told' } },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: '0:ack', text: plain('Acknowledge'), value: 'ack 1' },
        {
          type: 'static_select',
          action_id: '1:severity',
          placeholder: plain('Severity'),
          options: ['P1', 'P2'].map(option),
        },
        { type: 'overflow', action_id: '2:more', options: ['Resolve'].map(option) },
      ],
    },
  ],
}

describe.each(['http', 'socket'] as const)('people act, and a real Bolt app hears of it over %s', how => {
  let slack: Slack
  let stop: () => Promise<void>
  /** Until something that the app does after its acknowledgement is there. */
  const seen = (read: () => unknown[], count = 1) => expect.poll(() => read().length).toBe(count)

  beforeEach(async () => {
    const all = await workspaceWithBolt(how, listen)
    slack = all.slack
    stop = all.stop
  })
  afterEach(() => stop())

  async function posted(): Promise<string> {
    const answer = await fetch(`${slack.apiUrl()}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-1', 'content-type': 'application/json' },
      body: JSON.stringify(card),
    })
    return ((await answer.json()) as { ts: string }).ts
  }

  it('a slash command, answered at once or later', async () => {
    expect(await slack.slash('Ana', '#learnbot-alerts', '/belay at once')).toEqual({ ok: true })
    expect(slack.ephemerals('Ana').map(({ plain }) => plain)).toEqual(['Here you are'])
    await slack.slash('Ana', '#learnbot-alerts', '/belay say a < b to @Ben')
    await seen(() => slack.messages('#learnbot-alerts'))
    expect(slack.messages('#learnbot-alerts')[0]?.plain).toBe('say a < b to @Ben')
  })

  it('a slash command where Slack takes none', async () => {
    const thread = await posted()
    const refused = await slack.slash('Ana', '#learnbot-alerts', '/belay list', thread)
    expect(refused.failed).toBe('/belay is not supported in threads. Sorry!')
    expect((await slack.slash('Ana', '#learnbot-alerts', '/belai list')).failed).toBe(
      '/belai is not a valid command.',
    )
    expect(slack.ephemerals('Ana').map(({ from }) => from)).toEqual(['Slackbot', 'Slackbot'])
  })

  it('a slash command that is not acknowledged in time', async () => {
    const outcome = await slack.slash('Ana', '#learnbot-alerts', '/belay sleep')
    expect(outcome).toEqual({ ok: false, failed: '/belay failed with the error "operation_timeout"' })
    expect(slack.ephemerals('Ana')[0]).toMatchObject({ from: 'Slackbot', plain: outcome.failed })
    expect(slack.ephemerals('Ben')).toEqual([])
  })

  it('a mention, in a thread too', async () => {
    const thread = await posted()
    await slack.say('Ana', '#learnbot-alerts', '@belay ack it', thread)
    await seen(() => slack.thread('#learnbot-alerts', thread), 2)
    expect(slack.thread('#learnbot-alerts', thread).map(({ from, plain }) => `${from}: ${plain}`)).toEqual([
      'Ana: @Belay ack it',
      'Belay: heard: @Belay ack it',
    ])
  })

  it('what is said to the app in private, once', async () => {
    const { id } = slack.workspace.direct('UANA')
    await slack.say('Ana', id, '@belay list')
    await seen(() => slack.dms('Ana'), 2)
    await slack.settled()
    expect(slack.dms('Ana').map(({ plain }) => plain)).toEqual([
      '@Belay list',
      'heard in private: @Belay list',
    ])
  })

  it('what is said to nobody stays unheard', async () => {
    await slack.say('Ana', '#learnbot-alerts', 'belay that')
    await slack.say('Ana', '#general', '@belay are you there?')
    await slack.settled()
    expect(slack.messages('#learnbot-alerts')).toHaveLength(1)
    expect(slack.messages('#general')).toHaveLength(1)
  })

  it('what has changed under somebody’s hand is told in words, not by the name that a page sends', async () => {
    const ts = await posted()
    await expect(slack.click('Ben', ts, '3:incident reopen 5c3f')).rejects.toThrow(
      'This has changed meanwhile, and what you chose is not there any more. Now it offers: Acknowledge.',
    )
    await expect(slack.select('Ben', ts, 'Severity', 'P9')).rejects.toThrow('Now it offers: P1, P2.')
    await expect(slack.click('Ben', '1.2', 'Acknowledge')).rejects.toThrow(
      'That message is not there any more',
    )
  })

  it('a button, a menu, what is under ⋯', async () => {
    const ts = await posted()
    expect(slack.messages('#learnbot-alerts')[0]).toMatchObject({
      plain: 'P1 triggered, @Ana told',
      buttons: ['Acknowledge'],
      menus: { Severity: ['P1', 'P2'], '⋯': ['Resolve'] },
    })
    await slack.click('Ben', ts, 'Acknowledge')
    await slack.select('Ben', ts, 'Severity', 'P1')
    await slack.select('Ben', ts, '⋯', 'Resolve')
    await seen(() => slack.messages('#learnbot-alerts'), 4)
    expect(
      slack
        .messages('#learnbot-alerts')
        .slice(1)
        .map(({ plain }) => plain),
    ).toEqual(['ben chose ack 1', 'ben chose value of P1', 'ben chose value of Resolve'])
  })

  it('a form: Slack’s own checks, the app’s checks, and then it is taken', async () => {
    await slack.slash('Ana', '#learnbot-alerts', '/belay form')
    await seen(() => slack.views('Ana'))
    expect(slack.views('Ana')[0]).toMatchObject({ title: 'Declare', inputs: ['title', 'severity'] })
    const submit = (title: string) => slack.submit('Ana', undefined, { title })
    expect((await submit('')).errors).toEqual({ title: 'Please complete this required field.' })
    expect((await submit('x'.repeat(21))).errors).toEqual({
      title: 'This field must be no more than 20 characters.',
    })
    expect((await submit('nonsense')).errors).toEqual({ title: 'Say more.' })
    expect(await slack.submit('Ana', undefined, { title: 'slow', severity: 'P1' })).toEqual({ ok: true })
    expect(slack.views('Ana')).toEqual([])
    await seen(() => slack.dms('Ana'))
    expect(slack.dms('Ana')[0]?.plain).toBe('slow, value of P1, kept')
  })

  it('a shortcut on a message', async () => {
    const { ts } = await slack.say('Cara', '#learnbot-alerts', 'it is slow & odd')
    await slack.shortcut('Ana', 'declare_incident', ts)
    await seen(() => slack.dms('Ana'))
    expect(slack.dms('Ana')[0]?.plain).toBe('about: it is slow & odd')
  })
})

describe('over HTTP', () => {
  it('sends an event again, three times, to an app that fails', async () => {
    const { slack, stop } = await workspaceWithBolt('http', () => {})
    const retries: (string | undefined)[] = []
    const broken = createServer((request, response) => {
      retries.push(request.headers['x-slack-retry-num'] as string | undefined)
      response.writeHead(500).end()
    })
    await new Promise<void>(resolve => broken.listen(0, '127.0.0.1', resolve))
    const { port } = broken.address() as { port: number }
    slack.connect(`http://127.0.0.1:${port}`)
    await slack.say('Ana', '#learnbot-alerts', '@belay hello')
    await expect.poll(() => retries).toEqual([undefined, '1', '2', '3'])
    broken.close()
    await stop()
  })
})

describe('over Socket Mode', () => {
  it('is connected, and connects anew when Slack asks for it', async () => {
    const { slack, connected, stop } = await workspaceWithBolt('socket', listen)
    expect(slack.socketMode.isConnected()).toBe(true)
    const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length
    const again = connected()
    slack.socketMode.refresh()
    // A Bolt app that is stopped between its connection and Slack's hello rejects with nothing, and nobody catches that.
    await again
    expect(opened()).toBe(2)
    expect(slack.socketMode.isConnected()).toBe(true)
    await stop()
  })
})

describe('what Slack gives the app to answer with', () => {
  it('opens one form with a trigger, and none three seconds later', async () => {
    let now = 1_790_000_000_000
    const slack = createSlack({
      seed: team(),
      app: { signingSecret: 's', botToken: 'xoxb-1' },
      now: () => now,
    })
    await slack.start()
    const triggers: string[] = []
    const urls: string[] = []
    const app = createServer(async (request, response) => {
      const fields = new URLSearchParams(await text(request))
      triggers.push(fields.get('trigger_id')!)
      urls.push(fields.get('response_url')!)
      response.end()
    })
    await new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve))
    slack.connect(`http://127.0.0.1:${(app.address() as { port: number }).port}`)
    const open = async (trigger_id: string) => {
      const answer = await fetch(`${slack.apiUrl()}views.open`, {
        method: 'POST',
        headers: { authorization: 'Bearer xoxb-1', 'content-type': 'application/json' },
        body: JSON.stringify({ trigger_id, view: form }),
      })
      return ((await answer.json()) as { error?: string }).error ?? 'ok'
    }

    await slack.slash('Ana', '#learnbot-alerts', '/belay')
    expect(await open(triggers[0]!)).toBe('ok')
    expect(await open(triggers[0]!)).toBe('exchanged_trigger_id')
    await slack.slash('Ana', '#learnbot-alerts', '/belay')
    now += 3_001
    expect(await open(triggers[1]!)).toBe('expired_trigger_id')
    expect(await open('1.made.up')).toBe('invalid_trigger_id')

    const respond = async (text: string) =>
      (await fetch(urls[0]!, { method: 'POST', body: `text=${text}` })).status
    const statuses: number[] = []
    for (const turn of [1, 2, 3, 4, 5, 6]) statuses.push(await respond(`turn ${turn}`))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(slack.ephemerals('Ana').map(({ plain }) => plain)).toEqual([
      'turn 1',
      'turn 2',
      'turn 3',
      'turn 4',
      'turn 5',
    ])
    app.close()
    app.closeAllConnections()
    await slack.stop()
  })
})
