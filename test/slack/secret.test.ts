import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import { createSlackApp, type Door } from '../../src/slack/app.ts'
import { patience } from '../eventually.ts'

/** Slack is at an address where nobody is: nothing here gets that far. */
function start(token: string, door: Door) {
  const log: Record<string, unknown>[] = []
  const app = createSlackApp({
    token,
    ...door,
    apiUrl: 'http://127.0.0.1:1/',
    port: 0,
    host: '127.0.0.1',
    desk: { check: async () => undefined, handle: async () => ({ to: 'nobody' }) },
    chat: {} as Chat,
    firsts: { take: async () => true, release: async () => {} },
    routes: [],
    log: pino({ level: 'trace' }, { write: line => void log.push(JSON.parse(line)) }),
    now: Date.now,
    machineNow: Date.now,
  })
  return { app, log }
}

it.each<[string, string, Door]>([
  ['bot token', 'xoxb-hunter2\nx', { signingSecret: 'shh' }],
  ['app token', 'xoxb-1', { appToken: 'xapp-hunter2\nx' }],
])('the %s that HTTP cannot carry is in no line of the log', async (_, token, door) => {
  const { app, log } = start(token, door)
  await app.start()
  await vi.waitFor(() => {
    expect(log).toContainEqual(expect.objectContaining({ msg: 'Slack has not told who Belay is' }))
    const failed = log.filter(({ msg }) => String(msg).startsWith('http request failed'))
    expect(failed.length).toBeGreaterThanOrEqual('appToken' in door ? 2 : 1)
  }, patience)
  await app.stop()
  expect(JSON.stringify(log)).not.toContain('hunter2')
})
