import { expect, it, vi } from 'vitest'
import { patience } from '../eventually.ts'
import { said, workspace } from './workspace.ts'

const slack = workspace()
const appToken = 'xapp-1'
const command = {
  command: '/incident',
  text: 'list',
  trigger_id: '1.2.slash',
  user_id: 'UANA',
  team_id: 'T1',
  channel_id: 'CALERTS',
}
const envelope = (payload: object, id = 'E1') => ({ envelope_id: id, type: 'slash_commands', payload })

it('takes commands through the socket and acknowledges them there', async () => {
  slack.desk.handle = async () => ({ to: 'person', message: said('Nothing is open.') })
  const opened = slack.slack.socket()
  await slack.start({ appToken })
  const socket = await opened
  await slack.app.ready()
  expect(slack.app.knowsItself()).toBe(true)
  socket.send(envelope({ ...command, response_url: slack.slack.responseUrl }))
  await vi.waitFor(() => expect(slack.slack.called('respond')).toHaveLength(1), patience)
  expect(slack.asked).toMatchObject([{ source: 'slash', text: 'incident list', channel: 'CALERTS' }])
  expect(socket.received).toEqual([{ envelope_id: 'E1', payload: {} }])
})

it('tells a form’s faults through the socket', async () => {
  slack.desk.check = async () => ({ title: 'Say what is wrong.' })
  const opened = slack.slack.socket()
  await slack.start({ appToken })
  const socket = await opened
  const view = {
    id: 'V1',
    hash: 'h',
    callback_id: 'command',
    private_metadata: 'incident declare',
    state: { values: {} },
  }
  const payload = { type: 'view_submission', team: { id: 'T1' }, user: { id: 'UANA' }, trigger_id: 't', view }
  socket.send({ envelope_id: 'E2', type: 'interactive', payload })
  await vi.waitFor(() => expect(socket.received).toHaveLength(1), patience)
  const errors = { title: 'Say what is wrong.' }
  expect(socket.received).toEqual([{ envelope_id: 'E2', payload: { response_action: 'errors', errors } }])
  expect(slack.asked).toEqual([])
})

it('starts while Slack is away, and connects when it is back', async () => {
  let asked = 0
  slack.slack.on('apps.connections.open', () => {
    if (++asked === 2) slack.slack.on('apps.connections.open', undefined)
    return asked === 1 ? 'break' : { status: 503 }
  })
  const opened = slack.slack.socket()
  await slack.start({ appToken })
  const socket = await opened
  socket.send(envelope(command))
  await vi.waitFor(() => expect(slack.asked).toHaveLength(1), patience)
})

it('a token that Slack refuses is in the log, Belay is not well, and the routes are served all the same', async () => {
  slack.slack.on('apps.connections.open', () => ({ ok: false, error: 'invalid_auth' }))
  await slack.start({
    appToken,
    routes: [{ method: 'GET', path: '/healthz', limit: 0, handle: async () => ({ status: 200 }) }],
  })
  await slack.app.ready()
  expect(slack.log).toContainEqual(
    expect.objectContaining({ level: 50, msg: 'Slack refuses the Socket Mode connection' }),
  )
  expect(slack.app.knowsItself()).toBe(false)
  expect((await fetch(`${slack.url}/healthz`)).status).toBe(200)
})

it('is told what it cannot understand, and goes on', async () => {
  const opened = slack.slack.socket()
  await slack.start({ appToken })
  const socket = await opened
  await slack.app.ready()
  socket.send(null)
  socket.send({ envelope_id: 'E8', type: 'events_api' })
  const limited = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1_518_467_820 }
  socket.send({ envelope_id: 'E9', type: 'events_api', payload: limited })
  socket.send(envelope(command))
  await vi.waitFor(() => expect(slack.asked).toHaveLength(1), patience)
})

it('a page of a proxy, and a refusal after it: Belay asks again, and then says that it is refused', async () => {
  let asked = 0
  slack.slack.on('apps.connections.open', () =>
    ++asked < 3
      ? { status: 200, body: '<html>Back in a moment</html>' }
      : { ok: false, error: 'invalid_auth' },
  )
  await slack.start({ appToken })
  await slack.app.ready()
  expect(asked).toBe(3)
  expect(slack.app.knowsItself()).toBe(false)
})

it('stops while Slack is away, and does not connect behind everybody’s back', async () => {
  slack.slack.on('apps.connections.open', () => 'hang')
  await slack.start({ appToken })
  await vi.waitFor(() => expect(slack.slack.called('apps.connections.open')).toHaveLength(1), patience)
  await slack.app.stop()
  await vi.waitFor(() => expect(slack.slack.unanswered()).toBe(0), patience)
})
