import { z } from 'zod'
import { leadModal } from '../../blocks/modals.ts'
import { type Actor, isSame } from '../../src/domain/actor.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Incident, label } from '../../src/domain/incident.ts'
import { nearest } from '../../src/domain/nearest.ts'
import { withLadder } from '../../src/domain/responders.ts'
import type { System } from '../../src/domain/system.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import type { People } from '../../src/engine/faces.ts'
import { askFor, confirmed } from '../reply.ts'

const Somebody = z
  .string()
  .regex(/^(?:me|[UW][A-Z0-9]{2,}|@\S+|[^\s@]+@[^\s@]+)$/i, 'expected @somebody or an e-mail')
  .describe('a person')

export const lead: Command = incidentCommand({
  name: 'incident lead',
  aliases: ['lead', 'assign', 'incident assign'],
  summary: 'Lead an incident, or hand it over',
  example: 'incident lead INC-42 @ben',
  args: z.object({ person: Somebody.optional() }),
  positional: ['person'],
  permission: 'responders',
  async run({ args: { person }, incident, system, actor, invocation, faces }) {
    const isMine = isSame(incident.lead, actor)
    if (person === undefined && isMine) return askFor('lead', incident, faces, leadModal(incident))
    const itsLead =
      person === undefined || /^me$/i.test(person)
        ? actor
        : await named(person, { incident, system, people: faces.people })
    if (itsLead.id !== actor.id && !(await faces.people.has(withLadder(system), 'responders', itsLead.id!)))
      throw new UserError(
        `${itsLead.name} is none of ${system.title}'s responders, and could do nothing with ${label(incident)}. Hand it to one of them.`,
        { label: 'Who is on call', command: `oncall --system ${system.system}` },
      )
    const led = await faces.incidents.apply(
      incident,
      { type: 'lead', lead: itsLead, by: actor },
      invocation.id,
    )
    const who = itsLead.id === actor.id ? 'You lead' : `${itsLead.name} leads`
    return confirmed([`${who} ${label(led)}.`])
  },
})

interface About {
  incident: Incident
  system: System
  people: People
}

async function named(person: string, { incident, system, people }: About): Promise<Actor> {
  const member = await people.named(person)
  if (member) return { via: 'slack', id: member.id, name: member.name }
  const unknown = `Nobody in Slack is known as ${person.slice(0, 60)}.`
  const responders = await people.in(withLadder(system), 'responders')
  const near = nearest(
    person.replace(/^@/, ''),
    responders.map(({ name }) => name),
  )
  const meant = responders.find(({ name }) => name === near)
  if (!meant) throw new UserError(`${unknown} Mention them, as in: incident lead @ben`)
  throw new UserError(`${unknown} Did you mean ${meant.name}?`, {
    label: meant.name,
    command: `incident lead ${incident.id} ${meant.id}`,
  })
}
