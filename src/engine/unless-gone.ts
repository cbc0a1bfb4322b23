import { isGone } from '../ports/chat.ts'

/** What comes of an edit, or of a look at a post; undefined where the post was deleted, which leaves nothing to try again. */
export async function unlessGone<T>(trying: Promise<T>): Promise<T | undefined> {
  try {
    return await trying
  } catch (error) {
    if (!isGone(error)) throw error
    return undefined
  }
}
