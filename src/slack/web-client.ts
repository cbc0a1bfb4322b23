import { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { toSlackLogger } from './slack-logger.ts'

export interface WebClientSettings {
  token: string
  /** Another server than Slack's. */
  apiUrl?: string | undefined
  /** Real milliseconds that one call may take. */
  timeoutMs: number
  log: Logger
}

/** Slack's client with one attempt per call: what is to be tried again, our jobs try again. */
export function createWebClient({ token, apiUrl, timeoutMs, log }: WebClientSettings): WebClient {
  return new WebClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    logger: toSlackLogger(log, token),
  })
}
