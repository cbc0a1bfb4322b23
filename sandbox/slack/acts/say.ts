import type { Message } from '../objects.ts'
import { type Acting, channelOf, personOf } from './context.ts'
import { typed } from './typed.ts'

/** A person writes a message. Resolves when the app was told of it, if it is to be told. */
export const say =
  (acting: Acting) =>
  async (user: string, channelName: string, text: string, thread?: string): Promise<Message> => {
    const { workspace, events } = acting
    const { bot, team } = workspace
    const person = personOf(workspace, user)
    const channel = channelOf(workspace, channelName, person)
    const parent = thread === undefined ? undefined : workspace.message(channel.id, thread)
    if (thread !== undefined && !parent) throw new Error(`There is no thread ${thread} in ${channel.name}.`)
    const message = workspace.add({
      channel: channel.id,
      user: person.id,
      text: typed(workspace, text, 'message'),
      blocks: [],
      ...(parent && { thread: parent.thread ?? parent.ts }),
    })

    const subscribed = bot.events ?? ['app_mention']
    const common = {
      user: person.id,
      text: message.text,
      ts: message.ts,
      ...(message.thread !== undefined && { thread_ts: message.thread }),
      team: team.id,
      channel: channel.id,
      event_ts: message.ts,
    }
    const present = channel.members.has(bot.userId)
    const told: Promise<void>[] = []
    const mentioned = new RegExp(`<@${bot.userId}(?:\\|[^>]*)?>`).test(message.text)
    if (present && mentioned && channel.kind !== 'im' && may('app_mention', 'app_mentions:read'))
      told.push(events.send({ type: 'app_mention', ...common }))
    const kind = { public: 'channels', private: 'groups', im: 'im' }[channel.kind]
    const type = { public: 'channel', private: 'group', im: 'im' }[channel.kind]
    if (present && may(`message.${kind}`, `${kind}:history`))
      told.push(events.send({ type: 'message', channel_type: type, ...common }))
    await Promise.all(told)
    return message

    function may(event: string, scope: string): boolean {
      return subscribed.includes(event) && bot.scopes.includes(scope)
    }
  }
