import { withLadder } from '../domain/responders.ts'
import type { System } from '../domain/system.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Faces, Role } from './command.ts'

type Asker = Pick<Invocation, 'channel' | 'user'>
/** Begun from a message in any channel, and gone on with in the form: nobody else there has anything to do with it. */
const isOfOnesOwn = ({ source }: Pick<Invocation, 'source'>) => source === 'shortcut' || source === 'modal'

/** A system with one of its environments that can be spoken of in a place. */
export interface Inhabitant {
  system: System
  environment: string
}

/** Alone with Belay: a direct message, or a modal that was opened from nowhere. The person's own role counts there. */
export const isPersonal = ({ channel }: Asker): boolean => channel === undefined || channel.startsWith('D')

/** What lives in the place where it was asked: what system files name the channel for, or the person's own systems. */
export async function inhabitants(
  asker: Asker & Pick<Invocation, 'source'>,
  faces: Faces,
): Promise<Inhabitant[]> {
  const here = isPersonal(asker) ? [] : await faces.systems.inChannel(asker.channel!)
  if (here.length > 0 || !(isPersonal(asker) || isOfOnesOwn(asker))) return here
  const all = faces.systems.all()
  const theirs = await which(all, system => hasRole(system, anyRole, asker.user, faces))
  return theirs.flatMap(system =>
    Object.keys(system.environments).map(environment => ({ system, environment })),
  )
}

/** The first of what lives there; undefined where nothing does, or that cannot be known just now. */
export const firstHere = async (
  asker: Asker & Pick<Invocation, 'source'>,
  faces: Faces,
): Promise<Inhabitant | undefined> => (await inhabitants(asker, faces).catch(() => []))[0]

export const distinct = (living: Inhabitant[]): System[] => [...new Set(living.map(({ system }) => system))]

export const anyRole: Role[] = ['responders', 'operators', 'approvers']

/** Whether somebody has one of these roles. */
export const hasRole = async (system: System, roles: Role[], user: string, faces: Faces): Promise<boolean> =>
  (await which(roles, role => faces.people.has(withLadder(system), role, user))).length > 0

/** Those of which it is so. What cannot be known is a no while another is a yes, and else the error that it is. */
async function which<T>(of: readonly T[], isSo: (one: T) => Promise<boolean>): Promise<T[]> {
  const known = await Promise.allSettled(of.map(isSo))
  const yes = of.filter((_, i) => known[i]!.status === 'fulfilled' && known[i]!.value)
  const unknown = known.find(({ status }) => status === 'rejected')
  if (yes.length === 0 && unknown?.status === 'rejected') throw unknown.reason
  return yes
}
