import type { Posts } from '../../src/ports/posts.ts'
import { named } from './sorted.ts'
import { asKept, type KeptSystem } from './system.ts'

/** What became of the posts of all incidents, in memory. */
export function createMemoryPosts(of: (system: string) => KeptSystem): Posts {
  const posts = (system: string, incident: string) => named(of(system).posts, incident, () => new Map())
  return {
    all: async (system, incident) => Object.fromEntries(posts(system, incident)),
    get: async (system, incident, intent) => posts(system, incident).get(intent),
    async put(system, incident, intent, post, { id, token }) {
      if (!of(system).jobs.held(id, token)) return false
      posts(system, incident).set(intent, asKept(post))
      return true
    },
    async forget(system, incident, intent, { id, token }) {
      if (!of(system).jobs.held(id, token)) return false
      posts(system, incident).delete(intent)
      return true
    },
  }
}
