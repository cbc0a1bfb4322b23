import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Heard {
  path: string
  body: string
  /** What the system's own address is shown. */
  key?: string
}

const groups = ['learnbot-oncall', 'learnbot-leads'].map((handle, i) => ({
  id: `S${i}`,
  handle,
  users: ['UANA'],
}))
const user = { id: 'UANA', name: 'ana', profile: { display_name: 'Ana', email: 'ana@example.com' } }

/** What Slack answers; what it posts is taken every second time. */
function slack(method: string, times: number, echo: string): object {
  switch (method) {
    case 'auth.test':
      return { ok: true, user_id: 'UBELAY', bot_id: 'BBELAY', team_id: 'T1' }
    case 'usergroups.list':
      return { ok: true, usergroups: groups }
    case 'users.info':
    case 'users.lookupByEmail':
      return { ok: true, user }
    case 'users.conversations':
      return { ok: true, channels: [{ id: 'CALERTS', name: 'learnbot-alerts' }] }
    case 'conversations.open':
      return { ok: true, channel: { id: 'DANA' } }
    default:
      return times % 2
        ? { ok: true, ts: `1795651200.${100_000 + times}`, messages: [] }
        : { ok: false, error: 'invalid_arguments', response_metadata: { messages: [echo] } }
  }
}

/** What Secrets Manager answers of a secret that it lets be read; whatever is put there it refuses. */
const keptSecret = (target: string | undefined, value: string): object | undefined =>
  ({
    'secretsmanager.DescribeSecret': { Name: 'weather', VersionIdsToStages: { v1: ['AWSCURRENT'] } },
    'secretsmanager.ListSecretVersionIds': {
      Versions: [{ VersionId: 'v1', VersionStages: ['AWSCURRENT'], CreatedDate: 1_795_651_200 }],
    },
    'secretsmanager.GetSecretValue': { Name: 'weather', VersionId: 'v1', SecretString: value },
  })[target ?? '']

/** Slack, PagerDuty, GitHub and AWS in one: what they refuse they refuse with all that they were shown. */
export async function tellingOutside({ secret }: { secret: string }) {
  const heard: Heard[] = []
  const server = createServer(async (req, res) => {
    const body = await text(req)
    const key = req.headers['x-key']?.toString()
    heard.push({ path: req.url!, body, ...(key !== undefined && { key }) })
    const echo = `${JSON.stringify(req.headers)} ${req.url} ${body}`
    const answer = (status: number, said: object) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    const [, service, ...rest] = req.url!.split('/')
    if (service === 'slack') return answer(200, slack(rest.at(-1)!.split('?')[0]!, heard.length, echo))
    if (service === 'pagerduty') return answer(400, { error: { code: 2001, message: echo, errors: [echo] } })
    if (service === 'github') return answer(403, { message: echo })
    // The system's own address, which tells all that it is shown.
    if (service === 'own') return answer(200, { echo, again: encodeURIComponent(key ?? '') })
    if (service === 'response') return answer(200, { ok: true })
    const target = req.headers['x-amz-target']?.toString()
    const kept = keptSecret(target, secret)
    if (kept) return answer(200, kept)
    if (target === 'secretsmanager.PutSecretValue')
      return answer(400, { __type: 'ValidationException', message: echo })
    // As AWS tells of a signature that does not match: with the headers that it was made over.
    return answer(heard.length % 2 ? 403 : 400, { __type: 'SignatureDoesNotMatchException', message: echo })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    heard,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close().closeAllConnections(),
  }
}
