import { UserError } from '../domain/errors.ts'
import type { Directory } from '../ports/directory.ts'
import type { People } from './faces.ts'
import { lookUp } from './look-up.ts'

/** Who may do what, by the groups that the system files name. */
export function createPeople(directory: Directory): People {
  return {
    async has(system, role, user) {
      // A page must be answered with Slack's last answer, too: it called for people by the same.
      const ask = role === 'responders' ? directory.people : directory.entitled
      const { found, lost } = await lookUp(system.people[role], person => ask(person))
      if (found.some(({ is }) => is.some(({ id }) => id === user))) return true
      if (lost[0]) throw lost[0].error
      const empty = found.find(({ person, is }) => person.startsWith('@') && is.length === 0)
      if (empty)
        throw new UserError(
          `Slack knows nobody in ${empty.person}, so Belay cannot tell who may. Put people into the group, or correct the system file.`,
        )
      return false
    },
    async in(system, role) {
      const members = await Promise.all(system.people[role].map(person => directory.people(person)))
      return [...new Map(members.flat().map(member => [member.id, member])).values()]
    },
    member: user => directory.member(user),
    async named(text) {
      const mentioned =
        /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(text)?.[1] ??
        (/^[UW][A-Z0-9]{2,}$/.test(text) ? text : undefined)
      if (mentioned) return directory.member(mentioned)
      return text.includes('@') && !text.startsWith('@') ? directory.byEmail(text) : undefined
    },
  }
}
