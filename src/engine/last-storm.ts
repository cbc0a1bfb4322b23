import type { Posts } from '../ports/posts.ts'
import { isOver, lastOf } from './series.ts'

/** The last storm of a channel: who owns its card, its number, its card, and whether it goes on. */
export async function lastStorm(posts: Posts, system: string, channel: string) {
  // In Slack its cards are known by it, and systems may share a channel.
  const owner = `storm:${system}:${channel}`
  const { number, post } = await lastOf(posts, system, owner)
  return { owner, number, post, isOn: post !== undefined && !isOver(post) }
}

/** The list of the incidents that are told of on a storm's card. */
export const stormList = (channel: string, number: number): string => `storm:${channel}:${number}`
