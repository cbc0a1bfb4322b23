import { UserError } from '../domain/errors.ts'
import { type Incident, label } from '../domain/incident.ts'
import type { Invocation, Reply } from '../ports/invocation.ts'
import { actorOf } from './actor.ts'
import { rawArguments, validated } from './arguments.ts'
import { authorise } from './authorise.ts'
import type { Call, Faces } from './command.ts'
import type { Parsed } from './grammar.ts'
import { noSystem } from './line-again.ts'
import { distinct, type Inhabitant, inhabitants } from './place.ts'
import { resolveIncident } from './resolve.ts'
import { resolveRun } from './resolve-run.ts'
import { resolveSystem, withKnownService } from './resolve-system.ts'
import { inProse } from './tokens.ts'
import { withMessage } from './with-message.ts'

/** What is known so far of what was asked. */
export interface Asked {
  command: string
  place?: Inhabitant
  about?: Incident
  run?: string
}

/** Runs what was parsed, once it is known what it is about and whoever asks may do it. Notes in `asked` what it finds out. */
export async function carryOut(
  parsed: Parsed,
  named: Invocation,
  faces: Faces,
  asked: Asked,
): Promise<Reply> {
  const { command } = parsed
  const { message } = named
  const invocation = message ? { ...named, message: { ...message, text: inProse(message.text) } } : named
  const call = async (rest: Parsed): Promise<Call<Record<string, unknown>>> => ({
    args: validated(command, rawArguments(rest, invocation.fields)),
    actor: await actorOf(named.user, faces),
    invocation,
    faces,
  })

  switch (command.about) {
    case 'incident': {
      const said = await withMessage(parsed, invocation, faces.people)
      const { incident, parsed: rest } = await resolveIncident(said, invocation, faces)
      asked.about = incident
      const system = faces.systems.get(incident.system)
      if (!system)
        throw new UserError(
          `${label(incident)} belongs to ${incident.system}, whose system file is gone. Put it back to go on.`,
        )
      await authorise(command, system, invocation, faces)
      return command.run({ ...(await call(rest)), incident, system }).catch(offeringToShow(incident))
    }
    case 'system': {
      const place = await resolveSystem(parsed, invocation, faces)
      asked.place = place
      const { system, environment } = place
      await authorise(command, system, invocation, faces)
      const typed = await call(place.parsed)
      const ready = { ...typed, args: withKnownService(typed.args, place, invocation) }
      const permission = command.takes?.(ready.args, { system, environment })
      if (permission) await authorise({ ...command, permission }, system, invocation, faces)
      return command.run({ ...ready, system, environment, needs: command.needs })
    }
    case 'run': {
      const { asked: run, parsed: rest } = await resolveRun(command, parsed, invocation, faces)
      asked.run = run.id
      const system = faces.systems.get(run.system)
      if (!system)
        throw new UserError(`It belongs to ${run.system}, whose system file is gone. Put it back to go on.`)
      if (command.notByRequester && run.requestedBy.id === invocation.user) throw command.notByRequester(run)
      const permission = command.takes?.(run) ?? command.permission
      await authorise({ ...command, permission }, system, invocation, faces)
      return command.run({ ...(await call(rest)), asked: run, system })
    }
    case 'channel': {
      const systems = command.anywhere ? [] : distinct(await inhabitants(invocation, faces))
      if (systems.length === 0 && !command.anywhere) throw noSystem(faces)
      return command.run({ ...(await call(parsed)), systems })
    }
  }
}

/** A refusal that knows nothing better to do next offers to look at the incident, or at the one it was merged into. */
const offeringToShow = (incident: Incident) => (error: unknown) => {
  if (!(error instanceof UserError) || error.offer.length > 0) throw error
  const { id, number } = incident.mergedInto ?? incident
  throw new UserError(error.message, { label: `Show ${label({ number })}`, command: `incident show ${id}` })
}
