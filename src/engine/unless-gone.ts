import { isGone } from '../ports/chat.ts'

/** Where a post was deleted nothing is left to edit, and nothing to try again; the mirror says so by then. */
export async function unlessGone<T>(editing: Promise<T>): Promise<T | undefined> {
  try {
    return await editing
  } catch (error) {
    if (!isGone(error)) throw error
    return undefined
  }
}
