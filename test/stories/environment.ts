import type { World } from '../../sandbox/world.ts'

/** The environment of a Belay that lives in this world, with the system files of a folder. */
export function environmentOf({ config }: World, systems: string): Record<string, string> {
  const { slack, pagerduty } = config
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret!,
    SLACK_API_URL: slack.apiUrl!,
    REDIS_URL: config.redisUrl,
    PAGERDUTY_API_TOKEN: pagerduty.apiToken!,
    PAGERDUTY_WEBHOOK_SECRET: pagerduty.webhookSecrets.join(),
    PAGERDUTY_FROM: pagerduty.from!,
    PAGERDUTY_API_URL: pagerduty.apiUrl!,
    BELAY_SYSTEMS: systems,
    PORT: '0',
    LOG_LEVEL: 'info',
  }
}
