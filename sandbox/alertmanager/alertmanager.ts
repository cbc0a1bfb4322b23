import type { ServerResponse } from 'node:http'
import { listen } from '../listen.ts'
import { serving } from '../serving.ts'
import { type Alert, notify, type Receiver } from './notify.ts'
import { type Answer, createSilences, fits, type Matcher } from './silences.ts'

/** `lost`: done, and the connection is closed before an answer. */
export type AlertmanagerFault = 'broken' | 'lost' | 'hanging'

/** Alertmanager's API v2 as far as silences and the list of alerts go. */
export async function createAlertmanager({
  port = 0,
  now = Date.now,
}: {
  port?: number
  now?: () => number
} = {}) {
  const alerts: Alert[] = []
  const asked: { method: string; path: string; body: string }[] = []
  let fault: { method: string; does: AlertmanagerFault } | undefined

  const kept = createSilences(now)

  function list(wanted: Matcher[]): Answer {
    const fitting = alerts.filter(({ labels }) => wanted.every(matcher => fits(labels, matcher)))
    const body = fitting.map(alert => {
      const silencedBy = kept.hiding(alert.labels)
      const state = silencedBy.length > 0 ? 'suppressed' : 'active'
      return { annotations: {}, ...alert, status: { state, silencedBy, inhibitedBy: [] } }
    })
    return { status: 200, body }
  }

  function answerTo(method: string, url: URL, body: string): Answer {
    const path = url.pathname.replace('/api/v2/', '')
    const id = /^silence\/(.+)$/.exec(path)?.[1]
    if (path === 'silences' && method === 'GET') return { status: 200, body: kept.all() }
    if (path === 'silences' && method === 'POST') return kept.post(JSON.parse(body))
    if (path === 'alerts' && method === 'GET') return list(url.searchParams.getAll('filter').map(read))
    if (id !== undefined && method === 'DELETE') return kept.expire(id)
    return { status: 404, body: 'not found' }
  }

  const server = serving((request, response, body) => {
    const { method = 'GET', url = '/' } = request
    asked.push({ method, path: url, body })
    const failing = fault?.method === method ? fault.does : undefined
    if (failing === 'hanging') return
    if (failing === 'broken') return send(response, { status: 503, body: 'unavailable' })
    const answer = answerTo(method, new URL(url, 'http://alertmanager'), body)
    if (failing !== 'lost') return send(response, answer)
    fault = undefined
    request.socket.destroy()
  })

  const { url, close } = await listen(server, port)
  return {
    url,
    asked,
    /** Fires an alert, until `calm`. */
    fire: (labels: Record<string, string>, annotations: Record<string, string> = {}) =>
      void alerts.push({ labels, annotations, startsAt: new Date(now()).toISOString() }),
    calm: () => void alerts.splice(0),
    /** Tells a receiver of what fires and is not silenced, or that all of it is over; answers of how many. */
    async notify(receiver: Receiver, isOver = false): Promise<number> {
      const heard = alerts.filter(({ labels }) => kept.hiding(labels).length === 0)
      for (const alert of heard)
        await notify(receiver, alert, isOver ? new Date(now()).toISOString() : undefined)
      return heard.length
    },
    silences: kept.all,
    /** What is answered to this method instead. */
    fail: (method: string, does: AlertmanagerFault) => {
      fault = { method, does }
    },
    mend: () => {
      fault = undefined
    },
    close,
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(body === undefined ? '' : JSON.stringify(body))
}

/** A matcher of a query: `service=~"api|web"`. */
function read(text: string): Matcher {
  const [, name = '', sign = '=', value = ''] = /^(\w+)(=~|!~|!=|=)(.*)$/.exec(text) ?? []
  const bare = value.startsWith('"') ? (JSON.parse(value) as string) : value
  return { name, value: bare, isRegex: sign.endsWith('~'), isEqual: !sign.startsWith('!') }
}
