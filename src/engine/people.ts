import type { Directory } from '../ports/directory.ts'
import type { People } from './faces.ts'

/** Who may do what, by the groups that the system files name. */
export function createPeople(directory: Directory): People {
  return {
    async has(system, role, user) {
      const groups = await Promise.all(system.people[role].map(person => directory.people(person)))
      return groups.flat().some(({ id }) => id === user)
    },
    member: user => directory.member(user),
    async named(text) {
      const mentioned = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(text)?.[1] ?? (/^[UW][A-Z0-9]{2,}$/.test(text) ? text : undefined)
      if (mentioned) return directory.member(mentioned)
      return text.includes('@') && !text.startsWith('@') ? directory.byEmail(text) : undefined
    },
  }
}
