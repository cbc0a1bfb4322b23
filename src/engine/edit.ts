import { createHash } from 'node:crypto'
import type { Message } from '../../blocks/message.ts'
import { plain } from '../../blocks/plain.ts'
import { type Chat, isGone, isUnshowable } from '../ports/chat.ts'
import type { Post, Posts } from '../ports/posts.ts'
import { type Hold, TakenOver } from './performer.ts'
import type { Posted } from './post-once.ts'

/** When to look again after a doubt: an edit of somebody else's may still land on top of ours. */
export const againAfterMs = 25_000

/** What a message shows, in short, so that a later look can tell whether a post still does. */
export const shownIn = (message: Message): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 16)

/**
 * Edits a post of ours and keeps in the mirror what it shows now. After a takeover an edit of somebody else's may still
 * land on top of it: then the mirror does not say, so that it is edited again when its job is.
 */
export function createEdit({ posts, chat }: { posts: Posts; chat: Chat }) {
  async function update(post: Posted, message: Message, urgent: boolean): Promise<void> {
    try {
      await chat.update(post.channel, post.ts, message, { urgent })
    } catch (error) {
      if (!isUnshowable(error)) throw error
      await chat.update(post.channel, post.ts, plain(message), { urgent })
    }
  }

  /** `noted` is kept with the post besides. Rejects also when the post is gone; the mirror says so then. */
  return async function edit(
    hold: Hold,
    owner: string,
    intent: string,
    post: Posted,
    message: Message,
    { urgent = false, ...noted }: { urgent?: boolean; editedAt?: number; over?: true } = {},
  ): Promise<Posted> {
    const put = async (what: Post) => {
      if (!(await posts.put(hold.system, owner, intent, what, hold.claim))) throw new TakenOver(hold.claim.id)
    }
    try {
      await update(post, message, urgent)
    } catch (error) {
      if (isGone(error)) await put({ state: 'gone', ...(post.link && { link: post.link }) })
      throw error
    }
    const { shown: _, ...rest } = post
    const now = hold.claim.takeover ? rest : { ...rest, ...noted, shown: shownIn(message) }
    await put(now)
    return now
  }
}
export type Edit = ReturnType<typeof createEdit>
