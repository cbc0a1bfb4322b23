/** An alert as Alertmanager keeps it. */
export interface Alert {
  labels: Record<string, string>
  annotations?: Record<string, string>
  /** ISO 8601. */
  startsAt: string
}

export interface Receiver {
  url: URL
  token: string
}

const never = '0001-01-01T00:00:00Z'

/** Tells a webhook receiver of a group with one alert, as version 4 of its messages has it. */
export async function notify(
  { url, token }: Receiver,
  { labels, annotations = {}, startsAt }: Alert,
  endsAt?: string,
): Promise<void> {
  const status = endsAt === undefined ? 'firing' : 'resolved'
  const { alertname = '' } = labels
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      version: '4',
      groupKey: `{}:{alertname="${alertname}"}`,
      truncatedAlerts: 0,
      status,
      receiver: 'belay',
      groupLabels: { alertname },
      commonLabels: labels,
      commonAnnotations: annotations,
      externalURL: 'http://alertmanager:9093',
      alerts: [
        {
          status,
          labels,
          annotations,
          startsAt,
          endsAt: endsAt ?? never,
          generatorURL: 'http://prometheus:9090/graph',
          fingerprint: Buffer.from(JSON.stringify(labels)).toString('hex').slice(0, 16),
        },
      ],
    }),
  })
  if (!response.ok) throw new Error(`Alertmanager was answered ${response.status}.`)
}
