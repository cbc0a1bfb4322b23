// A simulated Slack, in a process of its own, for all that Belay posts during a measurement.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { slackSeed } from '../sandbox/cast.ts'
import { createSlack } from '../sandbox/slack/slack.ts'
import { readSystemFiles } from '../src/config/system-files.ts'
import { botToken, signingSecret } from './secrets.ts'
import { say } from './servers/parent.ts'

export interface Outside {
  slackUrl: string
  /** Takes whatever a command answers. */
  responseUrl: string
  /** A Slack that takes every call and answers none. */
  hungUrl: string
}

const { systems } = await readSystemFiles('systems')
const slack = createSlack({ seed: slackSeed(systems), app: { signingSecret, botToken } })
await slack.start()

/** How many answers have come that nobody has asked for yet, and how many somebody waits for. */
let [come, awaited] = [0, Number.POSITIVE_INFINITY]
function tell(): void {
  if (come < awaited) return
  come -= awaited
  awaited = Number.POSITIVE_INFINITY
  say('all are there')
}
process.on('message', ({ answers }: { answers: number }) => {
  awaited = answers
  tell()
})

const responses = createServer((req, res) => {
  req.resume().on('end', () => {
    res.end('ok')
    come++
    tell()
  })
})
const hung = createServer(() => {})
const urlOf = async (server: typeof hung): Promise<string> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

say({
  slackUrl: slack.apiUrl(),
  responseUrl: `${await urlOf(responses)}/response`,
  hungUrl: `${await urlOf(hung)}/api/`,
} satisfies Outside)
