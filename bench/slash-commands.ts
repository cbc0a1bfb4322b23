import { createHmac } from 'node:crypto'
import type { Asked } from './load.ts'
import { signingSecret } from './secrets.ts'

/** Different slash commands as Slack signs and sends them. */
export function slashCommands(count: number, text: string, responseUrl: string): Asked[] {
  const timestamp = Math.floor(Date.now() / 1000).toString()
  return Array.from({ length: count }, () => {
    const body = new URLSearchParams({
      token: 'gIkuvaNzQIHg97ATvDxqgjtO',
      team_id: 'T0BELAY',
      team_domain: 'sandbox',
      channel_id: 'C0ALERTS0',
      channel_name: 'learnbot-alerts',
      user_id: 'U0ANA',
      user_name: 'ana',
      command: '/incident',
      text,
      api_app_id: 'A0BELAY',
      is_enterprise_install: 'false',
      response_url: responseUrl,
      trigger_id: `${crypto.randomUUID()}.bench`,
    }).toString()
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
    return {
      path: '/slack/events',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    }
  })
}
