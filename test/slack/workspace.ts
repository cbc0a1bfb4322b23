import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, beforeEach } from 'vitest'
import type { Message, View } from '../../blocks/message.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Chat } from '../../src/ports/chat.ts'
import type { Firsts } from '../../src/ports/firsts.ts'
import type { Route } from '../../src/ports/http.ts'
import type { Invocation, Reply } from '../../src/ports/invocation.ts'
import type { Lanes } from '../../src/ports/lanes.ts'
import { type Counted, createSlackApp, type SlackApp } from '../../src/slack/app.ts'
import { createChat } from '../../src/slack/chat.ts'
import { createStub, type Params, type Stub } from './stub.ts'

export const token = 'xoxb-very-secret'
export const signingSecret = 'also-very-secret'

export const said = (text: string): Message => ({
  text,
  blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
})

export const form = (commandLine: string): View => ({
  type: 'modal',
  callback_id: 'command',
  title: { type: 'plain_text', text: 'A form' },
  private_metadata: commandLine,
  blocks: [],
})

export interface Workspace {
  slack: Stub
  app: SlackApp
  chat: Chat
  url: string
  /** Log lines, as they would be written. */
  log: Record<string, unknown>[]
  counted: Counted[]
  /** How long Slack waited for each acknowledgement, in milliseconds. */
  acks: number[]
  /** What the desk was asked to do, and what it does. */
  asked: Invocation[]
  desk: {
    handle(invocation: Invocation): Promise<Reply>
    check(invocation: Invocation): Promise<Record<string, string> | undefined>
  }
  lanes: {
    taken: string[]
    /** As what rank, and by whom that keeps a place. */
    asked: string[]
    closed: Record<string, number> /** The waits that a lane tells, one after the other. */
    busy: Record<string, number[]>
  }
  /** What has come to any process, and whether the Redis that tells is away. */
  firsts: { taken: Set<string>; isAway: boolean }
  start(settings?: { routes?: Route[]; appToken?: string; timeoutMs?: number }): Promise<void>
  slash(command: Params): Promise<Response>
  event(event: Params, id?: string): Promise<Response>
  interact(payload: Params): Promise<Response>
  send(body: string, type: string, headers?: Record<string, string>): Promise<Response>
  sign(body: string, at?: number): Record<string, string>
  failure(doing: Promise<unknown>): Promise<OutsideError>
}

/** A Slack workspace with Belay in it, anew for every test; `start` lets Belay begin. */
export function workspace(): Workspace {
  const self = {} as Workspace
  beforeEach(async () => {
    const slack = await createStub()
    const written: Record<string, unknown>[] = []
    const logger = pino({ level: 'debug' }, { write: line => void written.push(JSON.parse(line)) })
    const ways: Workspace['lanes'] = { taken: [], asked: [], closed: {}, busy: {} }
    const lanes: Lanes = {
      async take(lane, _, rank, who) {
        ways.taken.push(lane)
        ways.asked.push([rank, who ?? []].flat().join(' '))
        return ways.closed[lane] ?? ways.busy[lane]?.shift() ?? 0
      },
      async close(lane, forMs) {
        ways.closed[lane] = forMs
      },
    }
    const { apiUrl } = slack
    const chat = createChat({ token, apiUrl, lanes, timeoutMs: 5_000, log: logger })
    const kept: Workspace['firsts'] = { taken: new Set(), isAway: false }
    const firsts: Firsts = {
      async take(name) {
        if (kept.isAway) throw new Error('Redis is away')
        const isFirst = !kept.taken.has(name)
        kept.taken.add(name)
        return isFirst
      },
      async release(name) {
        kept.taken.delete(name)
      },
    }
    const empty = { log: written, counted: [], acks: [], asked: [] }
    const fresh: Partial<Workspace> = { slack, chat, firsts: kept, lanes: ways, ...empty }
    Object.assign(self, fresh, {
      desk: { handle: async () => ({ to: 'nobody' }), check: async () => undefined },
      async start({ routes = [], appToken, timeoutMs = 5_000 }: Parameters<Workspace['start']>[0] = {}) {
        self.app = createSlackApp({
          token,
          ...(appToken === undefined ? { signingSecret } : { appToken }),
          apiUrl,
          port: 0,
          host: '127.0.0.1',
          desk: {
            check: invocation => self.desk.check(invocation),
            handle: invocation => {
              self.asked.push(invocation)
              return self.desk.handle(invocation)
            },
          },
          chat,
          firsts,
          routes,
          log: logger,
          now: () => Date.now(),
          machineNow: () => Date.now(),
          onCounted: what => self.counted.push(what),
          onAcknowledged: afterMs => self.acks.push(afterMs),
          timeoutMs,
        })
        const { port } = await self.app.start()
        self.url = `http://127.0.0.1:${port}`
      },
    })
  })
  afterEach(async () => {
    await self.app?.stop()
    await self.slack.stop()
    Reflect.deleteProperty(self, 'app')
  })

  self.sign = (body, at = Math.floor(Date.now() / 1000)) => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`,
  })
  self.send = (body, type, headers = {}) =>
    fetch(`${self.url}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...self.sign(body), ...headers },
    })
  const urlencoded = 'application/x-www-form-urlencoded'
  self.slash = command => {
    const usual = { team_id: 'T1', user_id: 'UANA', channel_id: 'CALERTS', trigger_id: '1.2.slash' }
    const response_url = self.slack.responseUrl
    return self.send(new URLSearchParams({ ...usual, response_url, ...command }).toString(), urlencoded)
  }
  self.interact = payload => {
    const usual = { team: { id: 'T1' }, user: { id: 'UANA' }, trigger_id: '1.2.click' }
    const body = JSON.stringify({ ...usual, ...payload })
    return self.send(new URLSearchParams({ payload: body }).toString(), urlencoded)
  }
  self.event = (event, id = 'Ev1') => {
    const authorizations = [{ team_id: 'T1', user_id: 'UBELAY', is_bot: true }]
    const body = { type: 'event_callback', team_id: 'T1', event_id: id, event, authorizations }
    return self.send(JSON.stringify(body), 'application/json')
  }
  self.failure = doing =>
    doing.then(
      () => Promise.reject(new Error('It should have failed.')),
      error => (error instanceof OutsideError ? error : Promise.reject(error)),
    )
  return self
}
