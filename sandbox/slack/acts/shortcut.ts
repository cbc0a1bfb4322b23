import { messageShape } from '../shape.ts'
import { type Acting, interaction, type Outcome, outcomeOf, personOf } from './context.ts'
import { seenBy } from './find.ts'

/** A person uses a shortcut on a message, by its callback_id. */
export const shortcut =
  (acting: Acting) =>
  async (user: string, callbackId: string, ts: string): Promise<Outcome> => {
    const { workspace, urls, deliver } = acting
    const person = personOf(workspace, user)
    const message = seenBy(workspace, person.id, ts)
    if (!('files' in message)) throw new Error('Shortcuts are not offered on what only one person sees.')
    const known = workspace.bot.shortcuts.find(one => one.callbackId === callbackId)
    if (!known) throw new Error(`There is no shortcut ${callbackId}.`)
    const channel = workspace.channels.get(message.channel)!
    const payload = {
      type: 'message_action',
      ...interaction(acting, person),
      callback_id: callbackId,
      action_ts: workspace.nextTs(),
      message_ts: ts,
      channel: { id: channel.id, name: channel.name },
      message: messageShape(workspace, message),
      response_url: urls.give({ channel: channel.id, user: person.id, source: message }),
    }
    return outcomeOf(await deliver({ kind: 'interactive', payload }), known.name)
  }
