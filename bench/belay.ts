import { type Child, startServer } from './child.ts'
import { botToken, signingSecret, webhookSecret } from './secrets.ts'

export interface Listening {
  url: string
}

/** Starts Belay as a whole, in a process of its own. */
export const startBelay = (redisUrl: string, slackUrl: string): Promise<Child<Listening>> =>
  startServer('belay', {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slackUrl,
    REDIS_URL: redisUrl,
    PAGERDUTY_WEBHOOK_SECRET: webhookSecret,
  })

export const startBolt = (): Promise<Child<Listening>> =>
  startServer('bare-bolt', { signingSecret, botToken })
