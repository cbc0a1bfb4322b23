import type { Actor } from '../domain/actor.ts'
import type { Faces } from './command.ts'

/** A Slack user as one who does something, by the name that others know them by. */
export async function actorOf(user: string, faces: Faces): Promise<Actor> {
  const member = await faces.people.member(user)
  return { via: 'slack', id: user, name: member?.name ?? user }
}
