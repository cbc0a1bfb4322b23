import { type Edit, shownIn } from './edit.ts'
import type { Hold } from './performer.ts'
import type { Intent, Posted, PostOnce } from './post-once.ts'
import { unlessGone } from './unless-gone.ts'

/** Posts a message once, and edits it where it shows something else by now; undefined where it stands no more. */
export async function showInPlace(
  { postOnce, edit }: { postOnce: PostOnce; edit: Edit },
  hold: Hold,
  intended: Omit<Intent, 'shown'>,
): Promise<Posted | undefined> {
  const { incident, intent, message } = intended
  const shown = shownIn(message)
  const posted = await postOnce(hold, { ...intended, shown })
  if (!posted || posted.shown === shown) return posted
  return unlessGone(edit(hold, incident, intent, posted, message))
}
