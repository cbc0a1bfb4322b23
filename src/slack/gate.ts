import type { IncomingHttpHeaders } from 'node:http'
import { isValidSlackRequest } from '@slack/bolt'
import { createRecent } from './recent.ts'

/** Why a request was not let in. */
export type Refused = 'forged' | 'future' | 'replayed'

export interface GateDeps {
  signingSecret: string
  /** Real milliseconds since the epoch. */
  now(): number
  /** The same by this machine's own clock: one of the two may be wrong, and what is fresh by either is fresh. */
  machineNow(): number
}

const signatureLivesMs = 300_000
const aheadMs = 60_000
/** More than Slack sends in five minutes; beyond it the oldest are forgotten. */
const most = 50_000

/**
 * Lets in what Slack signed, once. Bolt's check of the time looks back only, and knows no repeats. The memory is this
 * process's own, since nothing is asked of Redis before Slack has its answer: a repeat that reaches another process is
 * acknowledged there, and left alone as a delivery that came before.
 */
export function createGate({ signingSecret, now, machineNow }: GateDeps) {
  // Whoever knows that there is no secret could sign with it.
  if (signingSecret.trim() === '') throw new Error('Slack’s signing secret is empty.')
  const seen = createRecent({ keepMs: signatureLivesMs + aheadMs, most, now })

  return function check(headers: IncomingHttpHeaders, body: Buffer): Refused | undefined {
    const signature = headers['x-slack-signature']
    const timestamp = Number(headers['x-slack-request-timestamp'])
    if (typeof signature !== 'string') return 'forged'
    const isValid = (nowMilliseconds: number) =>
      isValidSlackRequest({
        signingSecret,
        body: body.toString(),
        headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
        nowMilliseconds,
      })
    let refused: Refused = 'forged'
    for (const clock of [now, machineNow]) {
      const at = clock()
      if (!isValid(at)) continue
      if (timestamp * 1000 > at + aheadMs) {
        refused = 'future'
        continue
      }
      // What follows a second "=" is not looked at, so that it must not make a repeat look new.
      const [, digest = ''] = signature.split('=')
      return seen.add(digest) ? undefined : 'replayed'
    }
    return refused
  }
}
