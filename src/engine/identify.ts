import { type Actor, isUnknownToSlack } from '../domain/actor.ts'
import type { Directory, Member } from '../ports/directory.ts'
import type { Pager } from '../ports/pager.ts'

export interface IdentifyDeps {
  pager: Pick<Pager, 'email'> | undefined
  directory: Pick<Directory, 'byEmail'>
}

/** Who in Slack a person of PagerDuty's is: their e-mail is the same in both. */
export async function memberOf(
  person: string,
  { pager, directory }: IdentifyDeps,
): Promise<Member | undefined> {
  const email = await pager?.email(person)
  return email === undefined ? undefined : directory.byEmail(email)
}

/** Somebody by which Slack knows them, where it does. */
export async function inSlack(actor: Actor, deps: IdentifyDeps): Promise<Actor> {
  if (!isUnknownToSlack(actor)) return actor
  const member = await memberOf(actor.id, deps)
  return member ? { ...actor, slack: member.id } : actor
}
