import { setTimeout as sleep } from 'node:timers/promises'
import type { Sns } from '../../sandbox/aws/sns.ts'
import type { Chance } from '../../simulation/chance.ts'
import { elsewhere, notHttp, oversized } from './elsewhere.ts'
import type { Secrets, Sent } from './request.ts'
import { type Answered, createSender } from './send.ts'
import { slackRequest } from './slack.ts'
import type { Lines } from './slack-parts.ts'
import { snsRequest } from './sns.ts'
import { alertmanagerRequest, pagerdutyRequest } from './webhooks.ts'

export interface StormOptions {
  url: string
  secrets: Secrets
  lines: Lines
  sns: Sns
  chance: Chance
  count: number
  /** Told of every thousandth request that it is through; what is done then is waited for. */
  along?(done: number): Promise<void>
}

export interface Fault {
  what: string
  /** What was sent, so that it can be sent again. */
  sent: string
}

export interface Told {
  /** How often each kind of request was answered with each status. */
  counts: Map<string, number>
  faults: Fault[]
  /** How often one had to be sent again, as its sender would, before it was taken. */
  again: number
}

const weights = {
  slack: 45,
  pagerduty: 20,
  alertmanager: 15,
  sns: 12,
  elsewhere: 6,
  oversized: 0.2,
  raw: 1.8,
}
const atOnce = 8
/** So many faults are told in full. */
const most = 20
/** On a busy machine Redis may take longer than Belay waits for it: who is answered 503 comes again. */
const patience = 5
const restMs = 500

/** Random requests on every route, so many at a time; what was answered, and what should not have been. */
export async function storm(options: StormOptions): Promise<Told> {
  const { url, secrets, lines, sns, chance, count, along = async () => {} } = options
  const sender = createSender(url)
  const told: Told = { counts: new Map(), faults: [], again: 0 }
  const make: Record<Exclude<keyof typeof weights, 'raw'>, () => Sent> = {
    slack: () => slackRequest(secrets, lines, chance),
    pagerduty: () => pagerdutyRequest(secrets, chance),
    alertmanager: () => alertmanagerRequest(secrets, chance),
    sns: () => snsRequest(sns, chance),
    elsewhere: () => elsewhere(chance),
    oversized: () => oversized(chance),
  }

  function note(kind: string, answered: Answered, fault: string | undefined, sent: () => string): void {
    const key = `${kind} ${'status' in answered ? answered.status : answered.failed}`
    told.counts.set(key, (told.counts.get(key) ?? 0) + 1)
    if (fault === undefined) return
    if (told.faults.length < most) told.faults.push({ what: `${fault}: ${key}`, sent: sent() })
  }

  /** As its sender would: what is not taken comes again. */
  async function sendPatiently(sent: Sent): Promise<Answered> {
    for (let left = patience; ; left--) {
      const answered = await sender.send(sent)
      const mayBeTaken = 'failed' in answered ? answered.failed !== 'hangs' : answered.status === 503
      if (!mayBeTaken || left === 0 || sent.kind === 'oversized') return answered
      told.again++
      await sleep(restMs)
    }
  }

  async function one(): Promise<void> {
    const which = chance.weighed(weights)
    if (which === 'raw') {
      const text = chance.pick(notHttp)
      const answered = await sender.raw(text)
      note('no HTTP', answered, faultIn(answered), () => text.slice(0, 300))
      return
    }
    const sent = make[which]()
    const answered = await sendPatiently(sent)
    // Who goes on sending what is too large is hung up on.
    const isCut = sent.kind === 'oversized' && 'failed' in answered
    const fault = isCut ? undefined : faultIn(answered, sent)
    note(`${sent.door} ${sent.kind}`, answered, fault, () => shown(sent))
  }

  let begun = 0
  const worker = async () => {
    while (begun < count) {
      begun++
      const number = begun
      await one()
      if (number % 1_000 === 0) await along(number)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await sender.close()
  return told
}

function faultIn(answered: Answered, sent?: Sent): string | undefined {
  if ('failed' in answered) return 'no answer'
  // The address of a certificate was changed to one that SNS does not have: it may have it when the message comes again.
  const mayBeElsewhere = sent?.door === 'sns' && ['bytes', 'subscription'].includes(sent.kind)
  const isOfSns = mayBeElsewhere && answered.status === 503
  if (answered.status >= 500 && !isOfSns) return 'a fault of ours'
  if (sent?.unproven && answered.status < 400) return 'let in without proof'
  return undefined
}

const shown = ({ method, path, headers, body }: Sent): string =>
  `${method} ${path} ${JSON.stringify(headers)}\n${body?.toString().slice(0, 2_000) ?? ''}`
