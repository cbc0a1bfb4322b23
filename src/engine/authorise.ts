import { names } from '../../blocks/people.ts'
import { NotAllowedError, OutsideError, UserError } from '../domain/errors.ts'
import type { System } from '../domain/system.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Command, Faces, Permission, Role } from './command.ts'
import { anyRole, hasRole, isPersonal } from './place.ts'

const roles: Record<Permission, Role[]> = {
  anyone: anyRole,
  responders: ['responders'],
  operators: ['operators'],
  approvers: ['approvers'],
  'operators or approvers': ['operators', 'approvers'],
}

/**
 * Lets a person do something with a system, or says in a `NotAllowedError` who may and where. Asked afresh each time: a
 * button or a modal carries no permission.
 */
export async function authorise(
  { name, permission, deed }: Pick<Command, 'name' | 'permission'> & { deed?: string },
  system: System,
  invocation: Pick<Invocation, 'channel' | 'user'>,
  faces: Faces,
): Promise<void> {
  const personal = isPersonal(invocation)
  if (!personal && !(await livesIn(system, invocation.channel!, faces)))
    throw new NotAllowedError(
      system.system,
      `This channel has no rights over ${system.title}, as its system file does not name it. Ask in ${channelsOf(system)}, or in a direct message to Belay.`,
      { label: 'Show what Belay can do', command: 'help' },
    )
  if (permission === 'anyone' && !personal) return

  const who = permission === 'anyone' ? 'people' : permission
  const asked = roles[permission]
  const allowed = await hasRole(system, asked, invocation.user, faces).catch(unresolved(system, who))
  if (allowed) return
  const where = permission === 'anyone' ? ` here. Anybody may in ${channelsOf(system)}.` : '.'
  throw new NotAllowedError(
    system.system,
    `Only ${system.title}'s ${who} (${await spoken(asked, system, faces, deed !== undefined)}) may ${deed ?? `use ${name}`}${where}`,
    { label: 'Who is on call', command: `oncall --system ${system.system}` },
  )
}

async function livesIn(system: System, channel: string, faces: Faces): Promise<boolean> {
  const living = await faces.systems.inChannel(channel)
  return living.some(one => one.system.system === system.system)
}

const channelsOf = (system: System): string =>
  [...new Set(Object.values(system.environments).map(({ channel }) => channel))].join(' or ')

/** Who cannot be known to be allowed is not. */
const unresolved = (system: System, who: string) => (error: unknown) => {
  if (!(error instanceof OutsideError)) throw error
  throw new UserError(
    `Slack does not say at the moment who ${system.title}'s ${who} are, so nobody may do this until it does. Try again in a minute.`,
  )
}

/** People as they are called: handles and e-mails as they stand, ids by their names; or everybody by name. */
async function spoken(asked: Role[], system: System, faces: Faces, byName: boolean): Promise<string> {
  const people = [...new Set(asked.flatMap(role => system.people[role]))]
  if (people.length === 0) return 'nobody: its system file names none'
  if (byName) {
    const members = (await Promise.all(asked.map(role => faces.people.in(system, role)))).flat()
    return names([...new Set(members.map(({ name }) => name))])
  }
  const called = people.map(async person =>
    /^[UW][A-Z0-9]+$/.test(person) ? ((await faces.people.member(person))?.name ?? person) : person,
  )
  return (await Promise.all(called)).join(', ')
}
