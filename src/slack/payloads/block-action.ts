import type { BlockAction, BlockElementAction } from '@slack/bolt'
import type { Invocation } from '../../ports/invocation.ts'
import { readPlace } from './place.ts'

/**
 * A click. Every element carries its whole command line: a button in its value, a select or overflow menu in each
 * option's value, a select of users in its action_id, to be completed by the user chosen. Undefined for a button that
 * only opens a link, and for an element that carries none.
 */
export function fromBlockAction(body: BlockAction): Invocation | undefined {
  const [action] = body.actions
  const text = action && commandLine(action)
  if (!text) return undefined
  return {
    id: body.trigger_id,
    source: 'button',
    text,
    fields: {},
    user: body.user.id,
    team: body.user.team_id ?? body.team?.id ?? '',
    ...placeOf(body),
    triggerId: body.trigger_id,
  }
}

function commandLine(action: BlockElementAction): string | undefined {
  switch (action.type) {
    case 'button':
      return action.value
    case 'static_select':
    case 'overflow':
      return action.selected_option?.value
    case 'radio_buttons':
      return action.selected_option?.value
    case 'users_select':
      return action.selected_user ? `${unnumbered(action.action_id)} ${action.selected_user}` : undefined
    default:
      return undefined
  }
}

/** Elements in a row are numbered, since Slack wants their ids to differ. */
const unnumbered = (actionId: string): string => actionId.replace(/^\d+:/, '')

/** A click on a thread's first message was made in the channel, not in the thread. */
function placeOf({ channel, message, container, view }: BlockAction): { channel?: string; thread?: string } {
  if (view) return readPlace(view.private_metadata).place
  const thread = message?.thread_ts ?? container.thread_ts
  const inThread = thread !== undefined && thread !== (message?.ts ?? container.message_ts)
  return { ...(channel ? { channel: channel.id } : {}), ...(inThread ? { thread } : {}) }
}
