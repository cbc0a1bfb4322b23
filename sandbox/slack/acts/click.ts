import type { Ephemeral, Message, View } from '../objects.ts'
import { messageShape, viewShape } from '../shape.ts'
import { type Acting, interaction, type Outcome, outcomeOf, personOf } from './context.ts'
import {
  type Element,
  elementNamed,
  elementsOf,
  isView,
  type Option,
  optionNamed,
  type Placed,
  seenBy,
} from './find.ts'

/** A click on what a person sees, by label or action_id. What it would confirm is confirmed. */
export const click =
  (acting: Acting) =>
  async (user: string, where: string, name: string): Promise<Outcome> => {
    const { what, placed } = look(acting, user, where)
    const found = elementNamed(
      placed.filter(({ element }) => element.type === 'button'),
      name,
    )
    const { text, value, style } = found.element
    return act(acting, user, what, found, {
      text,
      ...(value !== undefined && { value }),
      ...(style ? { style } : {}),
    })
  }

/** A choice from a menu, by the option's label or value; from a select of people, by id or name. */
export const select =
  (acting: Acting) =>
  async (user: string, where: string, name: string, option: string): Promise<Outcome> => {
    const { what, placed } = look(acting, user, where)
    const found = elementNamed(
      placed.filter(({ element }) => element.type !== 'button'),
      name,
    )
    return act(acting, user, what, found, chosen(acting, found.element, option))
  }

export function chosen({ workspace }: Acting, element: Element, option: string): Record<string, unknown> {
  switch (element.type) {
    case 'users_select':
      return { selected_user: personOf(workspace, option).id }
    case 'channels_select':
      return { selected_channel: workspace.channel(option)?.id }
    case 'conversations_select':
      return { selected_conversation: workspace.channel(option)?.id }
    case 'checkboxes':
      return { selected_options: toggled(element, option) }
    case 'datepicker':
      return { selected_date: option }
    case 'timepicker':
      return { selected_time: option }
    default:
      return { selected_option: optionNamed(element, option) }
  }
}

/** What is ticked once this one is ticked, or not any more. */
function toggled(element: Element, option: string) {
  const before = (element.initial_options as Option[] | undefined) ?? []
  const one = optionNamed(element, option)
  const isTicked = before.some(({ value }) => value === one.value)
  return isTicked ? before.filter(({ value }) => value !== one.value) : [...before, one]
}

function look({ workspace }: Acting, user: string, where: string) {
  const { id } = personOf(workspace, user)
  const what =
    workspace.views.find(view => view.id === where && view.user === id) ?? seenBy(workspace, id, where)
  return { what, placed: elementsOf(what.blocks) }
}

async function act(
  acting: Acting,
  user: string,
  what: Message | Ephemeral | View,
  { element, block }: Placed,
  said: Record<string, unknown>,
): Promise<Outcome> {
  const { workspace, deliver } = acting
  const person = personOf(workspace, user)
  const { type, action_id } = element
  const action = {
    type,
    action_id,
    block_id: block.block_id,
    ...said,
    action_ts: workspace.nextTs(),
  }
  const values =
    type === 'button' || type === 'overflow' ? {} : { [block.block_id!]: { [action_id]: { type, ...said } } }
  const payload = {
    type: 'block_actions',
    ...interaction(acting, person),
    ...place(acting, what, person.id, values),
    actions: [action],
  }
  return outcomeOf(await deliver({ kind: 'interactive', payload }), 'This')
}

function place({ workspace, urls }: Acting, what: Message | Ephemeral | View, user: string, values: unknown) {
  if (isView(what))
    return {
      container: { type: 'view', view_id: what.id },
      view: viewShape(workspace, what, values),
    }
  const channel = workspace.channels.get(what.channel)!
  const ephemeral = !('files' in what)
  return {
    container: {
      type: 'message',
      message_ts: what.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(what.thread !== undefined && { thread_ts: what.thread }),
    },
    channel: { id: channel.id, name: channel.name },
    // Slack leaves out what only one person sees.
    ...(!ephemeral && { message: messageShape(workspace, what) }),
    state: { values },
    response_url: urls.give({ channel: channel.id, user, source: what }),
  }
}
