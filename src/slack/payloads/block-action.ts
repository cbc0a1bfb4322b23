import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Invocation } from '../../ports/invocation.ts'
import { Id, Interaction, readPlace } from './place.ts'

const Option = z.object({ value: z.string().nullish() }).nullish()

const Element = z.object({
  type: z.string(),
  action_id: z.string(),
  value: z.string().nullish(),
  selected_option: Option,
  selected_user: z.string().nullish(),
  selected_options: z.array(z.unknown()).nullish(),
})

const Post = z.object({
  ts: z.string().nullish(),
  thread_ts: z.string().nullish(),
  subtype: z.string().nullish(),
})

export const Click = Interaction.extend({
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  actions: z.array(Element).min(1),
  channel: z.object({ id: Id }).optional(),
  message: Post.nullish(),
  container: z.object({ message_ts: z.string().nullish(), thread_ts: z.string().nullish() }).nullish(),
  view: z.object({ private_metadata: z.string() }).nullish(),
})
type Click = z.infer<typeof Click>

/**
 * A click. Every element carries its whole command line: a button in its value, a select or overflow menu in each
 * option's value, a select of users in its action_id, to be completed by the user chosen, and a check-box likewise. Undefined for a button that
 * only opens a link, and for an element that carries none.
 */
export function fromBlockAction(body: Click): Invocation | undefined {
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

/**
 * Which button of which message was pressed, and by whom: the same however often it is. Undefined for what is chosen
 * from a menu, which nobody does twice at once.
 */
export function pressOf({ actions: [action], user, channel, message, container }: Click): string | undefined {
  if (action?.type !== 'button') return undefined
  const ts = message?.ts ?? container?.message_ts
  const pressed = JSON.stringify([user.id, channel?.id, ts, action.action_id, action.value])
  return createHash('sha256').update(pressed).digest('hex')
}

/** Its message stands in a thread and in the channel as well, and Slack does not tell where it was pressed. */
export const isInBoth = ({ message }: Click): boolean => message?.subtype === 'thread_broadcast'

function commandLine(action: z.infer<typeof Element>): string | undefined {
  switch (action.type) {
    case 'button':
      return action.value ?? undefined
    case 'static_select':
    case 'overflow':
    case 'radio_buttons':
      return action.selected_option?.value ?? undefined
    case 'users_select':
      return action.selected_user ? `${unnumbered(action.action_id)} ${action.selected_user}` : undefined
    case 'checkboxes':
      return `${unnumbered(action.action_id)}${action.selected_options?.length ? '' : ' --off'}`
    default:
      return undefined
  }
}

/** Elements in a row are numbered, since Slack wants their ids to differ. */
const unnumbered = (actionId: string): string => actionId.replace(/^\d+:/, '')

/** A click on a thread's first message was made in the channel, not in the thread. */
function placeOf({ channel, message, container, view }: Click): { channel?: string; thread?: string } {
  if (view) return readPlace(view.private_metadata).place
  const thread = message?.thread_ts ?? container?.thread_ts
  const inThread = thread && thread !== (message?.ts ?? container?.message_ts)
  return { ...(channel ? { channel: channel.id } : {}), ...(inThread ? { thread } : {}) }
}
