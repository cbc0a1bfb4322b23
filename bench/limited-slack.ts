// A simulated Slack, in a process of its own, that takes no more calls than Slack says it does.
import { slackSeed } from '../sandbox/cast.ts'
import type { Received } from '../sandbox/slack/endpoint.ts'
import type { Fate } from '../sandbox/slack/faults.ts'
import { createSlack } from '../sandbox/slack/slack.ts'
import { readSystemFiles } from '../src/config/system-files.ts'
import { botToken, signingSecret } from './secrets.ts'
import { say } from './servers/parent.ts'

export interface LimitedSlack {
  slackUrl: string
}

/**
 * Whether the limits hold from now on, anew; when somebody was told of something in person, in milliseconds since the
 * epoch, or null; or how many edits were made since the limits hold, and how many calls refused.
 */
export type Question = { limits: boolean } | { told: string } | 'counts'

export interface Counts {
  edits: number
  refused: number
}

/** Slack names a message a second in a channel and, for its tier 3, fifty calls a minute; both with short bursts, of no length that it names. */
const everyMs = { 'chat.postMessage': 1_000, 'chat.update': 1_200 }
const burstMs = 6_000

const { systems } = await readSystemFiles('systems')
const slack = createSlack({ seed: slackSeed(systems), app: { signingSecret, botToken } })
await slack.start()
let isLimited = false
let from = 0
const free = new Map<string, number>()

/** What becomes of the call that has just come. */
function fate(): Fate | undefined {
  const { method, args, at } = slack.calls.at(-1)!
  const every = everyMs[method as keyof typeof everyMs]
  if (!isLimited || every === undefined) return undefined
  const lane = method === 'chat.update' ? method : String(args.channel)
  const next = Math.max(free.get(lane) ?? 0, at)
  if (next - at > burstMs) return { retryAfter: Math.ceil((next - at - burstMs) / 1_000) }
  free.set(lane, next + every)
  return undefined
}
slack.fail({ does: fate })

function put(limits: boolean): void {
  isLimited = limits
  from = slack.calls.length
  free.clear()
}

function toldAt(what: string): number | null {
  const isIt = ({ method, args, answer }: Received) =>
    method === 'chat.postMessage' &&
    answer?.ok === true &&
    slack.workspace.channels.get(String(args.channel))?.kind === 'im' &&
    String(args.text).includes(what)
  return slack.calls.slice(from).find(isIt)?.at ?? null
}

function counts(): Counts {
  const calls = slack.calls.slice(from)
  const isRefused = ({ answer }: Received) => answer === undefined
  return {
    edits: calls.filter(call => call.method === 'chat.update' && !isRefused(call)).length,
    refused: calls.filter(isRefused).length,
  }
}

process.on('message', (asked: Question) => {
  if (asked === 'counts') return say(counts())
  if ('told' in asked) return say(toldAt(asked.told))
  put(asked.limits)
  say({})
})
say({ slackUrl: slack.apiUrl() } satisfies LimitedSlack)
