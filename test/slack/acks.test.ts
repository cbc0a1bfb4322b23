import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reply } from '../../src/ports/invocation.ts'
import { eventually, patience } from '../eventually.ts'
import { said, workspace } from './workspace.ts'

const slack = workspace()

const list = { command: '/incident', text: 'list' }

it('with Slack’s API hung, everything is still acknowledged and done', async () => {
  await slack.start()
  await slack.app.ready()
  for (const method of ['auth.test', 'chat.postMessage', 'views.open']) slack.slack.on(method, () => 'hang')
  expect((await slack.slash(list)).status).toBe(200)
  const mention = { type: 'app_mention', user: 'UANA', channel: 'CALERTS', ts: '1.1' }
  expect((await slack.event({ ...mention, text: '<@UBELAY> health' })).status).toBe(200)
  const button = { type: 'button', value: 'health', action_id: 'a', block_id: 'b' }
  const click = { type: 'block_actions', container: {}, channel: { id: 'CALERTS' }, actions: [button] }
  expect((await slack.interact(click)).status).toBe(200)
  await vi.waitFor(
    () => expect(slack.asked.map(({ text }) => text)).toEqual(['incident list', 'health', 'health']),
    patience,
  )
})

it('while Slack does not tell who Belay is, everything is still acknowledged at once', async () => {
  slack.slack.on('auth.test', () => 'hang')
  await slack.start({ timeoutMs: 3_000 })
  expect((await slack.slash(list)).status).toBe(200)
  expect(slack.slack.called('respond')).toEqual([])
})

it('is acknowledged before it is done', async () => {
  let finish: (reply: Reply) => void = () => {}
  slack.desk.handle = () => new Promise(resolve => (finish = resolve))
  await slack.start()
  expect((await slack.slash(list)).status).toBe(200)
  expect(slack.slack.called('respond')).toEqual([])
  expect(slack.acks).toEqual([expect.toSatisfy((ms: number) => ms > 0 && ms < 3_000)])
  finish({ to: 'person', message: said('Nothing is open.') })
  await vi.waitFor(() => expect(slack.slack.called('respond')).toHaveLength(1), patience)
})

describe('a form whose check takes too long for Slack', () => {
  const view = {
    id: 'V1',
    hash: 'h',
    callback_id: 'command',
    private_metadata: 'incident declare',
    state: { values: {} },
  }
  const payload = { type: 'view_submission', team: { id: 'T1' }, user: { id: 'UANA' }, trigger_id: 't', view }
  let finish: (() => void) | undefined
  beforeEach(() => {
    finish = undefined
    slack.desk.check = () => new Promise(resolve => (finish = () => resolve(undefined)))
  })
  const isDropped = () => {
    expect(slack.counted).toEqual(['unacknowledged'])
    expect([slack.acks, slack.asked]).toEqual([[], []])
    return true
  }

  it('is counted and not carried out: they have been told that it failed, and will try again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await slack.start()
      const submitted = slack.interact(payload)
      await eventually(() => finish)
      vi.advanceTimersByTime(3_001)
      expect((await submitted).status).toBe(404)
    } finally {
      vi.useRealTimers()
    }
    finish?.()
    await eventually(isDropped)
  })

  it('and whose socket Slack has closed meanwhile, likewise', async () => {
    const opened = slack.slack.socket()
    await slack.start({ appToken: 'xapp-1' })
    const socket = await opened
    socket.send({ envelope_id: 'E1', type: 'interactive', payload })
    await eventually(() => finish)
    socket.hangUp()
    await eventually(() => slack.log.some(({ msg }) => String(msg).includes('WebSocket error')))
    finish?.()
    await eventually(isDropped)
  })
})

it('an event that Slack sends again is acknowledged, and not done again', async () => {
  const mention = {
    type: 'app_mention',
    user: 'UANA',
    channel: 'CALERTS',
    text: '<@UBELAY> health',
    ts: '1.1',
  }
  await slack.start()
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: 'Ev7', event: mention })
  const earlier = slack.sign(body, Math.floor(Date.now() / 1000) - 60)
  expect((await slack.send(body, 'application/json', earlier)).status).toBe(200)
  expect((await slack.send(body, 'application/json', { 'x-slack-retry-num': '1' })).status).toBe(200)
  await slack.app.stop()
  expect(slack.asked.map(({ id }) => id)).toEqual(['Ev7'])
  expect(slack.counted).toEqual(['repeated'])
})

it('a delivery that came to another process before is acknowledged, and not done again', async () => {
  await slack.start()
  slack.firsts.taken.add('delivery:1.2.slash')
  expect((await slack.slash(list)).status).toBe(200)
  await vi.waitFor(() => expect(slack.counted).toEqual(['repeated']), patience)
  expect(slack.asked).toEqual([])
})

it('while Redis is away, what comes is done all the same, once in a process', async () => {
  await slack.start()
  slack.firsts.isAway = true
  await slack.slash(list)
  await slack.slash({ ...list, text: 'list --all' })
  await vi.waitFor(() => expect(slack.counted).toEqual(['repeated']), patience)
  await slack.app.stop()
  expect(slack.asked.map(({ text }) => text)).toEqual(['incident list'])
  expect(slack.log).toContainEqual(
    expect.objectContaining({ msg: 'Redis does not tell whether this came before', name: '1.2.slash' }),
  )
})

it('a button that is pressed again before it has answered has been pressed once, and again afterwards', async () => {
  const answers: ((reply: Reply) => void)[] = []
  slack.desk.handle = () => new Promise(answer => answers.push(answer))
  await slack.start()
  const press = (trigger_id: string, user = 'UANA') =>
    slack.interact({
      type: 'block_actions',
      trigger_id,
      user: { id: user },
      channel: { id: 'CALERTS' },
      container: { message_ts: '1.1' },
      actions: [{ type: 'button', action_id: '0:postmortem', value: 'incident postmortem k3jd8' }],
    })
  await press('t1')
  await press('t2')
  await vi.waitFor(() => expect(slack.counted).toEqual(['repeated']), patience)
  await press('t3', 'UBEN')
  await vi.waitFor(() => expect(answers).toHaveLength(2), patience)
  for (const answer of answers) answer({ to: 'nobody' })
  await vi.waitFor(
    () => expect([...slack.firsts.taken].filter(name => name.startsWith('press:'))).toEqual([]),
    patience,
  )
  await press('t4')
  await vi.waitFor(() => expect(answers).toHaveLength(3), patience)
  expect(slack.asked.map(({ id }) => id)).toEqual(['t1', 't3', 't4'])
  answers[2]!({ to: 'nobody' })
})

it('a stop waits for the answer that is under way', async () => {
  let finish: (reply: Reply) => void = () => {}
  slack.desk.handle = () => new Promise(resolve => (finish = resolve))
  await slack.start()
  await slack.slash(list)
  const stopped = slack.app.stop()
  finish({ to: 'person', message: said('Nothing is open.') })
  await stopped
  expect(slack.slack.called('respond')).toHaveLength(1)
})

it('a stop does not wait for ever', async () => {
  let finish: (reply: Reply) => void = () => {}
  slack.desk.handle = () => new Promise(resolve => (finish = resolve))
  await slack.start()
  await slack.slash(list)
  await expect(slack.app.stop(1)).resolves.toBeUndefined()
  finish({ to: 'nobody' })
})

it('a desk that breaks is logged, and the person is told', async () => {
  slack.desk.handle = () => Promise.reject(new Error('a fault of ours'))
  await slack.start()
  expect((await slack.slash(list)).status).toBe(200)
  await vi.waitFor(() => expect(slack.slack.called('respond')).toHaveLength(1), patience)
  expect(JSON.stringify(slack.slack.called('respond'))).toContain('Something went wrong inside Belay')
  expect(slack.log).toContainEqual(
    expect.objectContaining({ msg: 'a command failed', invocation: '1.2.slash' }),
  )
})

it('who Belay is, is asked until Slack tells', async () => {
  let asked = 0
  slack.slack.on('auth.test', () =>
    ++asked === 1 ? { status: 503 } : { ok: true, user_id: 'UBELAY', bot_id: 'BBELAY', team_id: 'T1' },
  )
  await slack.start()
  await slack.app.ready()
  expect(asked).toBe(2)
})
