// The least that Bolt can do for a slash command: check the signature, find the listener, acknowledge.
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { given, say } from './parent.ts'

const { signingSecret, botToken } = given<{ signingSecret: string; botToken: string }>()
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR })
const app = new App({ receiver, authorize: async () => ({ botToken }), logLevel: LogLevel.ERROR })
app.command('/incident', async ({ ack }) => ack())
const server = await receiver.start({ port: 0, host: '127.0.0.1' })
say({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
