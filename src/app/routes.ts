import type { Alerts } from '../ports/alerts.ts'
import type { Aside } from '../ports/aside.ts'
import type { Clock } from '../ports/clock.ts'
import type { Route } from '../ports/http.ts'
import type { Intake } from '../ports/intake.ts'
import type { Topics } from '../ports/topics.ts'
import { countedRoute } from '../status/counted.ts'
import type { Metrics } from '../status/metrics.ts'
import { statusRoutes } from '../status/routes.ts'
import { alertmanagerWebhook } from '../webhooks/alertmanager.ts'
import { pagerdutyWebhook } from '../webhooks/pagerduty.ts'
import { snsWebhook } from '../webhooks/sns.ts'
import type { AppOptions } from './options.ts'

export interface RoutesDeps extends Pick<AppOptions, 'config' | 'systems' | 'log'> {
  clock: Clock
  intake: Intake
  alerts: Alerts
  aside: Aside
  topics: Topics
  metrics: Metrics
  ready(): Promise<unknown>
}

/** What Belay answers beside Slack: a further webhook is a line here. */
export function routesOf(deps: RoutesDeps): Route[] {
  const { config, log, clock, intake, metrics, ready } = deps
  const counting = (door: string) => (result: string) => metrics.requests.inc({ door, result })
  const now = () => clock.wall()
  const pagerduty = counting('pagerduty')
  const { webhookSecrets: secrets } = config.pagerduty
  const alertmanager = counting('alertmanager')
  const sns = counting('sns')
  return [
    countedRoute(pagerdutyWebhook({ secrets, intake, now, refused: pagerduty, log }), pagerduty),
    countedRoute(
      alertmanagerWebhook({ ...deps, token: config.webhookToken, refused: alertmanager }),
      alertmanager,
    ),
    countedRoute(snsWebhook({ ...deps, now, refused: sns }), sns),
    ...statusRoutes(metrics, ready),
  ]
}
