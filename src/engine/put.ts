import type { Post, Posts } from '../ports/posts.ts'
import { type Hold, TakenOver } from './performer.ts'

/** Saves what is known of a post under the claim in hand; rejects when somebody else has taken over. */
export async function put(
  posts: Pick<Posts, 'put'>,
  { system, claim }: Pick<Hold, 'system' | 'claim'>,
  owner: string,
  intent: string,
  post: Post,
): Promise<void> {
  if (!(await posts.put(system, owner, intent, post, claim))) throw new TakenOver(claim.id)
}
