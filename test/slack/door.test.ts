import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createGate } from '../../src/slack/gate.ts'
import { patience } from '../eventually.ts'
import { signingSecret, workspace } from './workspace.ts'

const slack = workspace()
const body = new URLSearchParams({
  command: '/incident',
  text: 'list',
  trigger_id: 't1',
  user_id: 'UANA',
  team_id: 'T1',
  channel_id: 'CALERTS',
}).toString()
const type = 'application/x-www-form-urlencoded'
const seconds = () => Math.floor(Date.now() / 1000)

beforeEach(() => slack.start())

describe('Slack’s endpoint refuses', () => {
  it.each<[string, () => Record<string, string>, string]>([
    ['another’s signature', () => ({ 'x-slack-signature': `v0=${'0'.repeat(64)}` }), 'forged'],
    ['the signature of another body', () => slack.sign(`${body}&text=other`), 'forged'],
    ['an old request', () => slack.sign(body, seconds() - 301), 'forged'],
    ['a request from the future', () => slack.sign(body, seconds() + 90), 'future'],
    ['a time that is none', () => ({ 'x-slack-request-timestamp': 'soon' }), 'forged'],
  ])('%s', async (_, headers, why) => {
    expect((await slack.send(body, type, headers())).status).toBe(401)
    expect(slack.asked).toEqual([])
    expect(slack.counted).toEqual([why])
  })

  it('a request without a signature', async () => {
    const headers = { 'content-type': type }
    expect((await fetch(`${slack.url}/slack/events`, { method: 'POST', body, headers })).status).toBe(401)
    expect(slack.asked).toEqual([])
  })

  it('the very same request again, dressed up or not', async () => {
    const headers = slack.sign(body, seconds() - 1)
    expect((await slack.send(body, type, headers)).status).toBe(200)
    expect((await slack.send(body, type, headers)).status).toBe(401)
    const dressed = { ...headers, 'x-slack-signature': `${headers['x-slack-signature']}=x` }
    expect((await slack.send(body, type, dressed)).status).toBe(401)
    expect(slack.asked).toHaveLength(1)
    expect(slack.counted).toEqual(['replayed', 'replayed'])
  })

  it('a body that is too large, and hangs up', async () => {
    const large = `${body}&x=${'x'.repeat(256 * 1024)}`
    const answer = await slack.send(large, type)
    expect(answer.status).toBe(413)
    expect(answer.headers.get('connection')).toBe('close')
    expect(slack.counted).toEqual(['oversized'])
  })
})

describe('A signed body that means nothing', () => {
  const form = (payload: string) => new URLSearchParams({ payload }).toString()
  const json = 'application/json'

  it.each([
    ['null', json],
    ['[]', json],
    ['"help"', json],
    ['', json],
    ['{"type":', json],
    [form('null'), type],
    [form('[]'), type],
    [form('{'), type],
  ])('%s is refused, and the next is answered', async (nonsense, as) => {
    expect((await slack.send(nonsense, as)).status).toBe(400)
    expect((await slack.send(body, type)).status).toBe(200)
    await vi.waitFor(() => expect(slack.asked).toHaveLength(1), patience)
  })

  it.each([
    ['an event that is none', '{"type":"event_callback","event":null}'],
    ['an event of no kind', '{"type":"event_callback","event":{"item":7}}'],
    ['a mention in no channel', '{"type":"event_callback","event":{"type":"app_mention","channel":null}}'],
    [
      'a message that nobody wrote',
      '{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"message","channel":"D1","channel_type":"im","user":null,"text":"help"}}',
    ],
    ['a click by nobody', '{"type":"block_actions","actions":[{"type":"button","action_id":"a"}]}'],
    ['a click on nothing', '{"type":"block_actions","user":{"id":"UANA"},"trigger_id":"1","actions":[null]}'],
    [
      'a button whose value is no line',
      '{"type":"block_actions","user":{"id":"UANA"},"trigger_id":"1","actions":[{"type":"button","action_id":"a","value":{"split":1}}]}',
    ],
    [
      'a click of no workspace that there could be',
      '{"type":"block_actions","user":{"id":"UANA"},"team":{"id":"__proto__"},"trigger_id":"1","actions":[{"type":"button","action_id":"a"}]}',
    ],
    [
      'a shortcut that Belay has not',
      '{"type":"message_action","callback_id":"other","trigger_id":"1","user":{"id":"UANA"},"channel":{"id":"C1"},"message":{"ts":"1.1"}}',
    ],
    ['a form without a view', '{"type":"view_submission","user":{"id":"UANA"}}'],
    ['what nobody listens to', '{"type":"workflow_step_execute"}'],
  ])('%s is refused at once, ends nothing, and the next is answered', async (_, nonsense) => {
    const sent = nonsense.includes('event') ? slack.send(nonsense, json) : slack.send(form(nonsense), type)
    expect((await sent).status).toBe(400)
    expect((await slack.send(body, type)).status).toBe(200)
    await vi.waitFor(() => expect(slack.asked).toHaveLength(1), patience)
    expect(slack.log.filter(({ level }) => Number(level) >= 50)).toEqual([])
  })

  it('an event that nobody listens to is acknowledged, so that it does not come again', async () => {
    const other = { type: 'event_callback', event: { type: 'reaction_added', item: { channel: null } } }
    expect((await slack.send(JSON.stringify(other), json)).status).toBe(200)
    expect(slack.asked).toEqual([])
  })
})

it.each(['', ' '])('a signing secret of %j lets nobody in: there is no endpoint to begin with', secret => {
  const now = () => Date.now()
  expect(() => createGate({ signingSecret: secret, now, machineNow: now })).toThrow('signing secret is empty')
})

it('a clock that is a little behind Slack’s is no reason to refuse', async () => {
  expect((await slack.send(body, type, slack.sign(body, seconds() + 30))).status).toBe(200)
  await vi.waitFor(() => expect(slack.asked).toHaveLength(1), patience)
})

it.each([
  ['ahead', 3_600_000],
  ['behind', -3_600_000],
])(
  'Redis’s clock, or this machine’s, is an hour %s: what is fresh by the other is let in',
  async (_, off) => {
    const at = (ms: number) => () => Date.now() + ms
    const headers = slack.sign(body, seconds())
    const check = (now: () => number, machineNow: () => number) =>
      createGate({ signingSecret, now, machineNow })(headers, Buffer.from(body))
    expect([check(at(off), at(0)), check(at(0), at(off))]).toEqual([undefined, undefined])
    expect(check(at(off), at(off))).toBe(off > 0 ? 'forged' : 'future')
  },
)

it('Slack’s questions about the address itself are answered', async () => {
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c1' })
  expect(await (await slack.send(challenge, 'application/json')).json()).toEqual({ challenge: 'c1' })
})
