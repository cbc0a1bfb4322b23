import type { Person } from '../domain/person.ts'

export interface Member {
  /** Slack user id. */
  id: string
  name: string
  email?: string
  timezone?: string
}

/** Who is who in Slack. Answers come from a cache of a few minutes, or the last one that was had when Slack is away. */
export interface Directory {
  /**
   * The people behind a user id, an e-mail or an @usergroup; empty when it is unknown or has no members. Whom Slack lists
   * in a group but does not describe at the moment is called by the id.
   */
  people(person: Person): Promise<Member[]>
  /** The same for what somebody may change: rejects where Slack has not said it for ten minutes and does not now. */
  entitled(person: Person): Promise<Member[]>
  /** The Slack id of a user group's handle, for mentioning it. */
  group(handle: string): Promise<string | undefined>
  member(userId: string): Promise<Member | undefined>
  byEmail(email: string): Promise<Member | undefined>
  /** The id of a `#channel`; ids pass through. For one that Belay is not in this may take minutes. */
  channel(name: string): Promise<string | undefined>
  /** What a channel is called, as `#channel`; undefined where Slack does not show it to Belay. */
  channelName(id: string): Promise<string | undefined>
}
