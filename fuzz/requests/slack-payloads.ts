import type { Chance } from '../../simulation/chance.ts'
import { textChanged } from './mutate.ts'

/** What somebody types, as the help shows it or not quite. */
export interface Lines {
  examples: string[]
  responseUrl: string
}

const people = ['U0ANA', 'U0BEN', 'U0CARA', 'U0DAN']
const channels = ['C0ALERTS0', 'C0ALERTS1', 'C0GENERAL', 'D0DIRECT', 'CNOWHERE']

function lineOf({ examples }: Lines, chance: Chance): string {
  const line = chance.pick(examples)
  return chance.happens(0.5) ? textChanged(line, chance) : line
}

const common = (lines: Lines, chance: Chance) => ({
  user: { id: chance.pick(people), username: 'ana', name: 'ana', team_id: 'T0BELAY' },
  api_app_id: 'A0BELAY',
  token: 'x',
  trigger_id: `${chance.next()}.${chance.next()}`,
  team: { id: 'T0BELAY', domain: 'sandbox' },
  enterprise: null,
  is_enterprise_install: false,
  response_url: lines.responseUrl,
})

const place = (chance: Chance) => {
  const channel = chance.pick(channels)
  const [ts, thread_ts] = ['1795651200.000100', '1795651100.000100']
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false, thread_ts },
    channel: { id: channel, name: 'alerts' },
    message: { type: 'message', user: 'U0BELAY', ts, thread_ts, text: 'P1 triggered', blocks: [] },
  }
}

function actionOf(line: string, chance: Chance) {
  const option = { text: { type: 'plain_text', text: 'This' }, value: line }
  const said = chance.pick([
    { type: 'button', value: line, text: { type: 'plain_text', text: 'Go' } },
    { type: 'static_select', selected_option: option },
    { type: 'overflow', selected_option: option },
    { type: 'radio_buttons', selected_option: option },
    { type: 'users_select', selected_user: chance.pick(people) },
    { type: 'datepicker', selected_date: '2026-11-26' },
    { type: 'checkboxes', selected_options: [option] },
  ])
  return { action_id: `0:${line}`, block_id: 'b', action_ts: '1795651200.1', ...said }
}

const viewOf = (line: string, chance: Chance) => ({
  id: `V${chance.next()}`,
  hash: `${chance.next()}`,
  team_id: 'T0BELAY',
  type: 'modal',
  callback_id: 'command',
  private_metadata: `${line}\n${chance.pick(channels)}`,
  blocks: [],
  state: {
    values: {
      title: { a: { type: 'plain_text_input', value: 'checkout is slow' } },
      severity: { a: { type: 'static_select', selected_option: { value: 'P1' } } },
      text: { a: { type: 'plain_text_input', value: line } },
      confirm: { a: { type: 'plain_text_input', value: 'deploy' } },
      lead: { a: { type: 'users_select', selected_user: 'U0BEN' } },
    },
  },
})

const eventOf = (line: string, chance: Chance) => {
  const said = { user: chance.pick(people), text: `<@U0BELAY> ${line}`, ts: '1795651200.1', event_ts: '1' }
  const where = { channel: chance.pick(channels), team: 'T0BELAY' }
  return chance.pick([
    { type: 'app_mention', ...said, ...where },
    { type: 'app_mention', ...said, ...where, thread_ts: '1795651100.000100' },
    { type: 'message', channel_type: 'im', ...said, ...where, channel: 'D0DIRECT' },
    { type: 'message', channel_type: 'im', subtype: 'message_changed', message: said, ...where },
    { type: 'reaction_added', user: 'U0ANA', item: { type: 'message', channel: 'C0GENERAL', ts: '1' } },
    { type: 'app_home_opened', user: 'U0ANA', tab: 'home' },
    { type: 'tokens_revoked', tokens: { bot: ['U0BELAY'] } },
  ])
}

/** Every type of payload that Slack sends, as it would be; `form` is what a form's field `payload` holds. */
export const slackPayloads: Record<string, (lines: Lines, chance: Chance) => object> = {
  slash(lines, chance) {
    const [name = '', ...rest] = lineOf(lines, chance).split(' ')
    const isOwn = ['incident', 'health', 'deploy', 'rollback', 'silence'].includes(name)
    return {
      ...{ token: 'x', team_id: 'T0BELAY', team_domain: 'sandbox', channel_id: chance.pick(channels) },
      ...{ channel_name: 'alerts', user_id: chance.pick(people), user_name: 'ana', api_app_id: 'A0BELAY' },
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
