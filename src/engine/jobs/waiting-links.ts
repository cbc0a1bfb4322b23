import type { Incident } from '../../domain/incident.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Posts } from '../../ports/posts.ts'
import { unlessGone } from '../unless-gone.ts'

/** Where the messages stand of the changes that wait for approval, by run; of one that is not posted yet, nothing. */
export async function linksToWaiting(
  { posts, chat }: { posts: Posts; chat: Pick<Chat, 'permalink'> },
  { system, waiting = [] }: Incident,
): Promise<Record<string, string>> {
  const found = await Promise.all(
    waiting.map(async ({ run }) => {
      const post = await posts.get(system, run, 'card')
      if (post?.state !== 'posted') return []
      const link = await unlessGone(chat.permalink(post.channel, post.ts))
      return link === undefined ? [] : [[run, link] as const]
    }),
  )
  return Object.fromEntries(found.flat())
}
