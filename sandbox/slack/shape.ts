import type { Channel, FileShare, Message, View } from './objects.ts'
import type { Workspace } from './workspace.ts'

/** A message as the Web API and payloads show it. */
export function messageShape(workspace: Workspace, message: Message, withMetadata = false) {
  const { bot, team } = workspace
  const replies = workspace.replies(message)
  const files = message.files.map(fileShape)
  return {
    type: 'message',
    ...(message.broadcast && { subtype: 'thread_broadcast' }),
    user: message.user,
    ...(message.user === bot.userId && {
      bot_id: bot.botId,
      app_id: bot.appId,
      bot_profile: { id: bot.botId, app_id: bot.appId, user_id: bot.userId, name: bot.name, deleted: false },
    }),
    team: team.id,
    ts: message.ts,
    text: message.text,
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.thread !== undefined && { thread_ts: message.thread }),
    ...(replies.length > 0 && {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map(({ user }) => user))],
      latest_reply: replies.at(-1)!.ts,
    }),
    ...(message.edited && { edited: { user: message.user, ts: message.edited } }),
    ...(files.length > 0 && { files, upload: false }),
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })),
    }),
    ...(withMetadata && message.metadata && { metadata: message.metadata }),
  }
}

export const fileShape = ({ id, name, title, content }: FileShare) => ({
  id,
  name,
  title,
  mimetype: 'text/plain',
  filetype: 'text',
  size: Buffer.byteLength(content),
  mode: 'snippet',
})

export function channelShape(workspace: Workspace, channel: Channel) {
  const common = { id: channel.id, created: 0, is_archived: channel.archived, is_org_shared: false }
  if (channel.kind === 'im') return { ...common, is_im: true, user: channel.person, is_open: true }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_member: channel.members.has(workspace.bot.userId),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.size,
  }
}

export const viewShape = (workspace: Workspace, view: View, values: unknown = {}) => ({
  id: view.id,
  team_id: workspace.team.id,
  type: 'modal',
  blocks: view.blocks,
  private_metadata: view.private_metadata,
  callback_id: view.callback_id,
  external_id: view.external_id,
  state: { values },
  hash: view.hash,
  title: view.title,
  submit: view.submit ?? null,
  close: view.close ?? null,
  clear_on_close: view.clear_on_close,
  notify_on_close: view.notify_on_close,
  root_view_id: view.root,
  previous_view_id: view.previous ?? null,
  app_id: workspace.bot.appId,
  bot_id: workspace.bot.botId,
})
