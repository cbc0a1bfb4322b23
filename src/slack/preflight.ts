import type { WebClient } from '@slack/web-api'
import { OutsideError } from '../domain/errors.ts'
import type { Person } from '../domain/person.ts'
import type { System } from '../domain/system.ts'
import type { Directory } from '../ports/directory.ts'
import { asking, unless } from './asking.ts'
import { createIdentity } from './identity.ts'

/** What Belay's token has to be allowed, and for what. */
export const neededScopes: Record<string, string> = {
  'app_mentions:read': 'to hear @belay',
  'channels:history': 'to find its own posts again',
  'channels:read': 'to find channels by name',
  'chat:write': 'to post',
  commands: 'to take slash commands',
  'files:write': 'to post long output as a file',
  'groups:history': 'to find its own posts in private channels',
  'groups:read': 'to find private channels by name',
  'im:history': 'to find its own direct messages again',
  'im:write': 'to write to people directly',
  'usergroups:read': 'to know who is in a user group',
  'users:read': 'to know names and time zones',
  'users:read.email': 'to find people by e-mail',
}

export interface PreflightDeps {
  client: WebClient
  directory: Directory
  systems: System[]
}

/** What in Slack does not fit the system files, in words; a question that Slack does not answer is a finding too. */
export async function preflight({ client, directory, systems }: PreflightDeps): Promise<string[]> {
  const channels = new Set(
    systems.flatMap(({ environments, audit }) => [
      ...Object.values(environments).map(({ channel }) => channel),
      ...(audit ? [audit.channel] : []),
    ]),
  )
  const people = new Set(systems.flatMap(named))
  const looks = [
    scopes(client),
    ...[...channels].map(name => channel(client, directory, name)),
    ...[...people].map(one => person(directory, one)),
  ]
  const findings = await Promise.all(looks.map(look => look.catch(saidWhy)))
  return [...new Set(findings.flat())]
}

const named = ({ people, escalation }: System): Person[] => [
  ...people.responders,
  ...people.operators,
  ...people.approvers,
  ...escalation.flatMap(level => level.notify),
]

async function scopes(client: WebClient): Promise<string[]> {
  const identity = await createIdentity(client)()
  return Object.entries(neededScopes)
    .filter(([scope]) => !identity.scopes.includes(scope))
    .map(([scope, why]) => `The Slack token lacks the scope ${scope}, ${why}.`)
}

async function channel(client: WebClient, directory: Directory, name: string): Promise<string[]> {
  const lost = `There is no Slack channel ${name} that Belay can see: create it, or invite Belay if it is private.`
  const id = await directory.channel(name)
  if (id === undefined) return [lost]
  const answer = await unless(['channel_not_found'], () =>
    asking('conversations.info', () => client.conversations.info({ channel: id })),
  )
  if (answer === undefined) return [lost]
  if (answer.channel?.is_archived) return [`The Slack channel ${name} is archived.`]
  return answer.channel?.is_member ? [] : [`Belay is not in ${name}: type /invite @Belay there.`]
}

async function person(directory: Directory, one: Person): Promise<string[]> {
  if ((await directory.people(one)).length > 0) return []
  if (!one.startsWith('@')) return [`Slack knows nobody active as ${one}.`]
  if ((await directory.group(one)) === undefined) return [`There is no Slack user group ${one}.`]
  return [`The Slack user group ${one} has no active members.`]
}

function saidWhy(error: unknown): string[] {
  if (error instanceof OutsideError) return [error.message]
  throw error
}
