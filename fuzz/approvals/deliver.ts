import { createHmac, randomUUID } from 'node:crypto'
import type { Way } from './attempt.ts'

/** What is said, by whom and where, as far as Slack tells. */
export interface Said {
  line: string
  user: string
  team: string | undefined
  channel: string
  way: Way
  responseUrl: string
}

export interface Body {
  body: string
  type: string
}

let sent = 0
/** Each is of a message of its own: a button that is pressed twice at once was pressed once. */
const nextTs = () => `1795651200.${String(++sent).padStart(6, '0')}`
/** What is made anew for each delivery: its ids, and the time of a message. */
const anew = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|1795651200\.\d{6}/g
/** What is sent, but for that. */
export const unlabelled = ({ body }: Body): string => body.replaceAll(anew, '')

const interaction = ({ user, team, channel, responseUrl }: Said) => ({
  user: { id: user, ...(team !== undefined && { team_id: team }) },
  team: team === undefined ? null : { id: team, domain: 'sandbox' },
  trigger_id: randomUUID(),
  channel: { id: channel, name: 'alerts' },
  response_url: responseUrl,
})

function click(said: Said, element: object): object {
  const ts = nextTs()
  return {
    type: 'block_actions',
    ...interaction(said),
    container: { message_ts: ts },
    message: { ts },
    actions: [{ action_id: '0:x', block_id: 'b', ...element }],
  }
}

/** The payload by which Slack tells that somebody said so. */
function payloadOf(said: Said): { form: object } | { json: object } | { fields: Record<string, string> } {
  const { line, user, team, channel, way, responseUrl } = said
  switch (way) {
    case 'button':
      return { form: click(said, { type: 'button', value: line }) }
    case 'menu':
      return { form: click(said, { type: 'static_select', selected_option: { value: line } }) }
    case 'choice of people': {
      const at = line.lastIndexOf(' ')
      const named = { action_id: `0:${line.slice(0, at)}`, selected_user: line.slice(at + 1) }
      return { form: click(said, { type: 'users_select', ...named }) }
    }
    case 'form': {
      const view = { id: `V${randomUUID()}`, hash: '1', callback_id: 'command', state: { values: {} } }
      const { channel: _, ...common } = interaction(said)
      const kept = { ...view, private_metadata: `${line}\n${channel}` }
      return { form: { type: 'view_submission', ...common, view: kept } }
    }
    case 'slash command':
      return {
        fields: {
          command: '/belay',
          text: line,
          trigger_id: randomUUID(),
          user_id: user,
          team_id: team ?? '',
          channel_id: channel,
          response_url: responseUrl,
        },
      }
    case 'mention':
    case 'direct message': {
      const type = way === 'mention' ? { type: 'app_mention' } : { type: 'message', channel_type: 'im' }
      const event = {
        ...type,
        user,
        text: `<@U0BELAY> ${line}`,
        ts: nextTs(),
        channel,
        ...(team !== undefined && { team }),
      }
      const authorizations = [{ team_id: 'T0BELAY', user_id: 'U0BELAY' }]
      const envelope = { type: 'event_callback', team_id: team ?? '', event_id: randomUUID() }
      return { json: { ...envelope, event, authorizations } }
    }
  }
}

export function bodyOf(said: Said): Body {
  const payload = payloadOf(said)
  if ('json' in payload) return { body: JSON.stringify(payload.json), type: 'application/json' }
  const fields = 'form' in payload ? { payload: JSON.stringify(payload.form) } : payload.fields
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' }
}

/** The headers that show, or should show, that Slack sends it. */
export function headersOf({ body, type }: Body, proof: string, secret: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000)
  const by = (at: number, key = secret, over = body) =>
    `v0=${createHmac('sha256', key).update(`v0:${at}:${over}`).digest('hex')}`
  const shown = (at: number, signature = by(at)) => ({
    'x-slack-request-timestamp': `${at}`,
    'x-slack-signature': signature,
  })
  const wrong: Record<string, Record<string, string>> = {
    none: {},
    'of another secret': shown(now, by(now, 'guessed')),
    'of another body': shown(now, by(now, secret, `${body}&x=1`)),
    'too old': shown(now - 400),
    'of the future': shown(now + 200),
    'in capitals': shown(now, by(now).toUpperCase()),
    cut: shown(now, by(now).slice(0, -1)),
    'of another version': shown(now, by(now).replace('v0', 'v1')),
  }
  return { 'content-type': type, ...(wrong[proof] ?? shown(now)) }
}
