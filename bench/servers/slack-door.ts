// Belay's way in from Slack, with nobody behind it: as empty as the bare Bolt's handler.
import { pino } from 'pino'
import type { Chat } from '../../src/ports/chat.ts'
import type { Desk } from '../../src/ports/invocation.ts'
import { createSlackApp } from '../../src/slack/app.ts'
import { given, say } from './parent.ts'

const { signingSecret, botToken, apiUrl } = given<Record<'signingSecret' | 'botToken' | 'apiUrl', string>>()
const desk: Desk = { check: async () => undefined, handle: async () => ({ to: 'nobody' }) }
const app = createSlackApp({
  token: botToken,
  signingSecret,
  apiUrl,
  port: 0,
  host: '127.0.0.1',
  desk,
  chat: {} as Chat,
  firsts: { take: async () => true, release: async () => {} },
  routes: [],
  log: pino({ level: 'error' }),
  now: Date.now,
  machineNow: Date.now,
})
const { port } = await app.start()
say({ url: `http://127.0.0.1:${port}` })
