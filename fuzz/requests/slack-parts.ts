import type { Chance } from '../../simulation/chance.ts'
import { textChanged } from './mutate.ts'

/** What somebody types, as the help shows it or not quite. */
export interface Lines {
  examples: string[]
  responseUrl: string
}

export const people = ['U0ANA', 'U0BEN', 'U0CARA', 'U0DAN']
export const channels = ['C0ALERTS0', 'C0ALERTS1', 'C0GENERAL', 'D0DIRECT', 'CNOWHERE']

export function lineOf({ examples }: Lines, chance: Chance): string {
  const line = chance.pick(examples)
  return chance.happens(0.5) ? textChanged(line, chance) : line
}

export const common = (lines: Lines, chance: Chance) => ({
  user: { id: chance.pick(people), username: 'ana', name: 'ana', team_id: 'T0BELAY' },
  api_app_id: 'A0BELAY',
  token: 'x',
  trigger_id: `${chance.next()}.${chance.next()}`,
  team: { id: 'T0BELAY', domain: 'sandbox' },
  enterprise: null,
  is_enterprise_install: false,
  response_url: lines.responseUrl,
})

export const place = (chance: Chance) => {
  const channel = chance.pick(channels)
  const [ts, thread_ts] = ['1795651200.000100', '1795651100.000100']
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false, thread_ts },
    channel: { id: channel, name: 'alerts' },
    message: { type: 'message', user: 'U0BELAY', ts, thread_ts, text: 'P1 triggered', blocks: [] },
  }
}

export function actionOf(line: string, chance: Chance) {
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

export const viewOf = (line: string, chance: Chance) => ({
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

export const eventOf = (line: string, chance: Chance) => {
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
