import { type Chat, isGone } from '../ports/chat.ts'
import type { Posts } from '../ports/posts.ts'
import { type Edit, shownIn } from './edit.ts'
import { type Hold, TakenOver } from './performer.ts'
import type { Intent, Posted, PostOnce } from './post-once.ts'
import { put } from './put.ts'
import { unlessGone } from './unless-gone.ts'

export interface ShowInPlaceDeps {
  posts: Posts
  chat: Pick<Chat, 'permalink'>
  postOnce: PostOnce
  edit: Edit
}

/**
 * Posts a message once, edits it where it shows something else by now, and does what follows from it. Where somebody has
 * deleted it, it is posted anew as it stands now.
 */
export async function showInPlace(
  { posts, chat, postOnce, edit }: ShowInPlaceDeps,
  hold: Hold,
  intended: Omit<Intent, 'shown'>,
  follow: (posted: Posted | undefined) => Promise<void> = async () => undefined,
): Promise<void> {
  const { incident: owner, intent, place, message } = intended
  const shown = shownIn(message)

  async function forget(): Promise<void> {
    if (!(await posts.forget(hold.system, owner, intent, hold.claim))) throw new TakenOver(hold.claim.id)
  }

  /** Where the thread that it belongs into has been deleted, it stands in the channel. */
  async function post(): Promise<Posted | undefined> {
    try {
      return await postOnce(hold, { ...intended, shown })
    } catch (error) {
      if (!isGone(error) || place.thread === undefined) throw error
      await forget()
      return postOnce(hold, { ...intended, shown, place: { channel: place.channel } })
    }
  }

  async function current(): Promise<Posted | undefined> {
    const known = await posts.get(hold.system, owner, intent)
    if (known?.state === 'gone') await forget()
    const posted = await post()
    if (!posted || posted.shown === shown) return posted
    const edited = await unlessGone(edit(hold, owner, intent, posted, message))
    if (edited) return edited
    await forget()
    return post()
  }

  const posted = await current()
  try {
    await follow(posted)
  } catch (error) {
    if (!posted || !isGone(error) || (await stands(chat, posted))) throw error
    await put(posts, hold, owner, intent, { state: 'gone' })
    await follow(await current())
  }
}

/** What cannot be said below a message, or of it, may fail of something else. */
async function stands(chat: Pick<Chat, 'permalink'>, { channel, ts }: Posted): Promise<boolean> {
  return (await unlessGone(chat.permalink(channel, ts))) !== undefined
}
