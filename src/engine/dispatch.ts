import { randomUUID } from 'node:crypto'
import { NotAllowedError, UserError } from '../domain/errors.ts'
import { type Incident, label } from '../domain/incident.ts'
import type { Desk, Invocation, Reply } from '../ports/invocation.ts'
import { actorOf } from './actor.ts'
import { fieldFaults, rawArguments, validated } from './arguments.ts'
import { authorise } from './authorise.ts'
import type { Call, Command, Faces } from './command.ts'
import { hasBlanks, withExample } from './examples.ts'
import { answerTo } from './fault-reply.ts'
import { notGivenAway } from './given-away.ts'
import { type Parsed, parse } from './grammar.ts'
import { noSystem } from './line-again.ts'
import { parseHere } from './parse-here.ts'
import { distinct, firstHere, type Inhabitant, inhabitants } from './place.ts'
import type { NotAllowed } from './refusals.ts'
import { resolveIncident } from './resolve.ts'
import { resolveRun } from './resolve-run.ts'
import { resolveSystem, withKnownService } from './resolve-system.ts'
import { signOfLife } from './sign-of-life.ts'
import { inProse } from './tokens.ts'
import { withMessage } from './with-message.ts'
import { withNames } from './with-names.ts'

export interface DeskDeps {
  commands: Command[]
  faces: Faces
  log: Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>
  /** Told of who asked for what they have no right to. */
  onNotAllowed?(refused: NotAllowed): Promise<void>
  /** Told of every invocation: which command it was (`?` when that is unknown), and what became of it. */
  onDone?(done: { command: string; outcome: 'done' | 'refused' | 'outside' | 'failed' }): void
}

/** Takes what people ask for: parse, resolve what it is about, authorise, run. Whatever goes wrong becomes a sentence. */
export function createDesk({ commands, faces, log, onNotAllowed, onDone }: DeskDeps): Desk {
  async function handle(invocation: Invocation): Promise<Reply> {
    const began = faces.now()
    const asked: Asked = { command: '?' }
    const { user, source } = invocation
    let answer: Reply
    try {
      const named = await withNames(invocation, faces.people)
      notGivenAway(named, commands, faces.systems.all())
      const parsed = await parseHere(named, commands, faces)
      asked.command = parsed.command.name
      answer = await carryOut(parsed, named, asked)
      onDone?.({ command: asked.command, outcome: 'done' })
    } catch (error) {
      const { command } = asked
      const place = hasBlanks(error) ? (asked.place ?? (await firstHere(invocation, faces))) : undefined
      const { outcome, reply, id } = answerTo(error, {
        invocation,
        newId: () => randomUUID().slice(0, 8),
        withExample: said => withExample(said, { commands, asked: command, place }),
      })
      if (outcome === 'failed') log.error({ err: error, id, command, user }, 'a command failed')
      else if (outcome === 'outside') log.warn({ err: error, command, user }, 'a command failed outside')
      else log.info({ reason: (error as Error).message, command, user, source }, 'a command was refused')
      if (error instanceof NotAllowedError) {
        const { run } = asked
        const refused = { system: error.system, command, user, channel: invocation.channel, run }
        await onNotAllowed?.(refused).catch(err =>
          log.error({ err, ...refused }, 'a refusal is not in the audit'),
        )
      }
      onDone?.({ command, outcome })
      answer = reply
    }
    await signOfLife(faces, invocation, asked.about, began).catch(error =>
      log.error({ err: error, command: asked.command, user }, 'a sign of life was not saved'),
    )
    return answer
  }

  async function carryOut(parsed: Parsed, named: Invocation, asked: Asked): Promise<Reply> {
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
        if (command.notByRequester && run.requestedBy.id === invocation.user)
          throw command.notByRequester(run)
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

  return {
    handle,

    async check({ text, fields }) {
      try {
        const { command, options } = parse(text, commands)
        const faults = fieldFaults(command, fields)
        if (faults || !command.misfits) return faults
        const misfits = command.misfits({ ...textsIn(options), ...fields }, faces.systems.all())
        return Object.keys(misfits).length > 0 ? misfits : undefined
      } catch (error) {
        // The line itself is at fault, no field: `handle` says so.
        if (error instanceof UserError) return undefined
        throw error
      }
    },
  }
}

/** What is known so far of what was asked. */
interface Asked {
  command: string
  place?: Inhabitant
  about?: Incident
  run?: string
}

const textsIn = (options: Parsed['options']) =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === true ? [] : [[name, value]])),
  )

/** A refusal that knows nothing better to do next offers to look at the incident, or at the one it was merged into. */
const offeringToShow = (incident: Incident) => (error: unknown) => {
  if (!(error instanceof UserError) || error.offer.length > 0) throw error
  const { id, number } = incident.mergedInto ?? incident
  throw new UserError(error.message, { label: `Show ${label({ number })}`, command: `incident show ${id}` })
}
