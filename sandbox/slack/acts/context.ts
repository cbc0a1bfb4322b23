import type { Ack, Deliver } from '../delivery/delivery.ts'
import type { Events } from '../delivery/events.ts'
import type { Channel } from '../objects.ts'
import type { ResponseUrls } from '../response-urls.ts'
import type { Person } from '../seed.ts'
import type { Triggers } from '../triggers.ts'
import type { Workspace } from '../workspace.ts'

/** What every act of a person needs. */
export interface Acting {
  workspace: Workspace
  triggers: Triggers
  urls: ResponseUrls
  deliver: Deliver
  events: Events
}

/** What became of an act: `failed` is what the person reads of it. */
export interface Outcome {
  ok: boolean
  failed?: string
}

export function personOf({ people }: Workspace, who: string): Person {
  const found = people.get(who) ?? [...people.values()].find(({ name }) => name === who)
  if (!found) throw new Error(`Nobody here is ${who}.`)
  return found
}

/** A channel by id or name that this person is in. */
export function channelOf(workspace: Workspace, what: string, person: Person): Channel {
  const channel = workspace.channel(what)
  if (!channel?.members.has(person.id)) throw new Error(`${person.name} is in no channel ${what}.`)
  return channel
}

/** The part that all interactions have in common. */
export const interaction = ({ workspace, triggers }: Acting, person: Person) => ({
  user: {
    id: person.id,
    username: handleOf(person),
    name: handleOf(person),
    team_id: workspace.team.id,
  },
  api_app_id: workspace.bot.appId,
  token: 'verification-token',
  trigger_id: triggers.give(person.id),
  team: { id: workspace.team.id, domain: workspace.team.domain },
  enterprise: null,
  is_enterprise_install: false,
})

export const handleOf = ({ name }: Person): string => name.toLowerCase().replace(/\W+/g, '.')

/** Slack's own words when the app does not answer. */
export const outcomeOf = (ack: Ack, what: string): Outcome =>
  ack.ok ? { ok: true } : { ok: false, failed: `${what} failed with the error "${ack.error}"` }
