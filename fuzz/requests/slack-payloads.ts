import type { Chance } from '../../simulation/chance.ts'
import {
  actionOf,
  channels,
  common,
  eventOf,
  type Lines,
  lineOf,
  people,
  place,
  viewOf,
} from './slack-parts.ts'

/** Every type of payload that Slack sends, as it would be; `form` is what a form's field `payload` holds. */
export const slackPayloads: Record<string, (lines: Lines, chance: Chance) => object> = {
  slash(lines, chance) {
    const [name = '', ...rest] = lineOf(lines, chance).split(' ')
    const isOwn = ['incident', 'health', 'deploy', 'rollback', 'silence'].includes(name)
    return {
      token: 'x',
      team_id: 'T0BELAY',
      team_domain: 'sandbox',
      channel_id: chance.pick(channels),
      channel_name: 'alerts',
      user_id: chance.pick(people),
      user_name: 'ana',
      api_app_id: 'A0BELAY',
      command: isOwn ? `/${name}` : '/belay',
      text: isOwn ? rest.join(' ') : [name, ...rest].join(' '),
      trigger_id: `${chance.next()}`,
      response_url: lines.responseUrl,
    }
  },
  action: (lines, chance) => ({
    type: 'block_actions',
    ...common(lines, chance),
    ...place(chance),
    state: { values: {} },
    actions: [actionOf(lineOf(lines, chance), chance)],
  }),
  'action in a form': (lines, chance) => ({
    type: 'block_actions',
    ...common(lines, chance),
    container: { type: 'view', view_id: 'V1' },
    view: viewOf(lineOf(lines, chance), chance),
    actions: [actionOf(lineOf(lines, chance), chance)],
  }),
  form: (lines, chance) => ({
    type: 'view_submission',
    ...common(lines, chance),
    view: viewOf(lineOf(lines, chance), chance),
    response_urls: [],
  }),
  'closed form': (lines, chance) => ({
    type: 'view_closed',
    ...common(lines, chance),
    view: viewOf(lineOf(lines, chance), chance),
    is_cleared: false,
  }),
  shortcut: (lines, chance) => ({
    type: 'message_action',
    ...common(lines, chance),
    ...place(chance),
    callback_id: 'declare_incident',
    message_ts: '1795651200.000100',
  }),
  'global shortcut': (lines, chance) => ({
    type: 'shortcut',
    ...common(lines, chance),
    callback_id: 'declare_incident',
  }),
  options: (lines, chance) => ({
    type: 'block_suggestion',
    ...common(lines, chance),
    ...place(chance),
    action_id: 'a',
    block_id: 'b',
    value: lineOf(lines, chance),
  }),
  'old action': (lines, chance) => ({
    type: 'interactive_message',
    ...common(lines, chance),
    callback_id: 'x',
    actions: [{ name: 'a', type: 'button', value: lineOf(lines, chance) }],
  }),
  event: (lines, chance) => ({
    type: 'event_callback',
    token: 'x',
    team_id: 'T0BELAY',
    api_app_id: 'A0BELAY',
    event: eventOf(lineOf(lines, chance), chance),
    event_id: `Ev${chance.next()}`,
    event_time: 1_795_651_200,
    authorizations: [{ team_id: 'T0BELAY', user_id: 'U0BELAY', is_bot: true }],
  }),
  'question about the address': () => ({ type: 'url_verification', token: 'x', challenge: 'c1' }),
  'question about TLS': () => ({ ssl_check: '1', token: 'x' }),
  'a kind that is not known': () => ({ type: 'workflow_step_execute', event: {}, team: null }),
}
