import type { Incident } from '../../domain/incident.ts'
import type { Posts } from '../../ports/posts.ts'

/** Where the messages stand of the changes that wait for approval, by run, as far as that is known yet. */
export async function linksToWaiting(
  posts: Posts,
  { system, waiting = [] }: Incident,
): Promise<Record<string, string>> {
  const found = await Promise.all(
    waiting.map(async ({ run }) => {
      const post = await posts.get(system, run, 'card')
      return post?.state === 'posted' && post.link !== undefined ? [[run, post.link] as const] : []
    }),
  )
  return Object.fromEntries(found.flat())
}
