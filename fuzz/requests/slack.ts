import { createHmac } from 'node:crypto'
import type { Chance } from '../../simulation/chance.ts'
import { changed, damaged } from './mutate.ts'
import type { Secrets, Sent } from './request.ts'
import type { Lines } from './slack-parts.ts'
import { slackPayloads } from './slack-payloads.ts'

const asJson = ['event', 'question about the address', 'a kind that is not known']
const form = 'application/x-www-form-urlencoded'

const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Fields as Slack sends them; what is no object any more is sent as it is. */
function encoded(kind: string, payload: unknown): { type: string; body: Buffer } {
  if (asJson.includes(kind)) return { type: 'application/json', body: Buffer.from(JSON.stringify(payload)) }
  const isPlain = kind === 'slash' || kind === 'question about TLS'
  if (!isPlain)
    return { type: form, body: Buffer.from(new URLSearchParams({ payload: text(payload) }).toString()) }
  const fields = Object.entries((payload ?? {}) as object).map(
    ([name, value]) => [name, text(value)] as [string, string],
  )
  return { type: form, body: Buffer.from(new URLSearchParams(fields).toString()) }
}

const types = [
  'application/json',
  form,
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-7',
  '',
]

/** Something that Slack might send, or almost. */
export function slackRequest(secrets: Secrets, lines: Lines, chance: Chance): Sent {
  const kind = chance.pick(Object.keys(slackPayloads))
  const whole = slackPayloads[kind]!(lines, chance)
  const payload = chance.happens(0.25) ? whole : changed(whole, chance)
  const { type, body: undamaged } = encoded(kind, payload)
  const body = chance.happens(0.1) ? damaged(undamaged, chance) : undamaged
  return {
    door: 'slack',
    kind,
    method: 'POST',
    path: '/slack/events',
    body,
    ...signed(body, secrets, chance.happens(0.05) ? chance.pick(types) : type, chance),
  }
}

const usual = (at: number, signature: string) => ({
  'x-slack-request-timestamp': `${at}`,
  'x-slack-signature': signature,
})

/** Its headers; one in eight does not show that it is Slack's. */
function signed(
  body: Buffer,
  secrets: Secrets,
  type: string,
  chance: Chance,
): Pick<Sent, 'headers' | 'unproven'> {
  const now = Math.floor(secrets.now() / 1000)
  const sign = (at: number, by = secrets.slack) =>
    `v0=${createHmac('sha256', by).update(`v0:${at}:`).update(body.toString()).digest('hex')}`
  const typed = type === '' ? {} : { 'content-type': type }
  const proof = usual(now, sign(now))
  if (!chance.happens(0.125)) return { headers: { ...typed, ...proof } }
  const without: Record<string, string>[] = [
    {},
    { 'x-slack-signature': sign(now) },
    { ...proof, 'x-slack-signature': sign(now, 'guessed') },
    { ...proof, 'x-slack-signature': proof['x-slack-signature'].slice(0, -1) },
    { ...proof, 'x-slack-signature': proof['x-slack-signature'].toUpperCase() },
    { ...proof, 'x-slack-signature': `v1=${sign(now).slice(3)}` },
    { ...proof, 'x-slack-signature': '' },
    usual(now - 301, sign(now - 301)),
    usual(now + 90, sign(now + 90)),
    { ...proof, 'x-slack-request-timestamp': `${now - 1}` },
    { ...proof, 'x-slack-request-timestamp': chance.pick(['', 'soon', '1e9', '-1', 'NaN', 'Infinity']) },
  ]
  return { headers: { ...typed, ...chance.pick(without) }, unproven: true }
}
