import type { Post, Posts } from '../ports/posts.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { keysOf } from './keys.ts'
import { script } from './script.ts'

/** What became of the posts of all incidents, in Redis. */
export function createPosts(redis: Connection): Posts {
  const write = script(redis, 'post')
  const key = (system: string, incident: string) => `${keysOf(system)}posts:${incident}`
  return {
    async all(system, incident) {
      const posts = await asking('posts', redis.hgetall(key(system, incident)))
      return Object.fromEntries(Object.entries(posts).map(([intent, post]) => [intent, read(post)]))
    },
    async get(system, incident, intent) {
      const post = await asking('posts', redis.hget(key(system, incident), intent))
      return post === null ? undefined : read(post)
    },
    put: async (system, incident, intent, post, { id, token }) =>
      (await write(keysOf(system), id, token, incident, intent, JSON.stringify(post))) === 1,
    forget: async (system, incident, intent, { id, token }) =>
      (await write(keysOf(system), id, token, incident, intent, '')) === 1,
  }
}

const read = (post: string): Post => JSON.parse(post) as Post
