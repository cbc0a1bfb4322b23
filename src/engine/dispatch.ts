import { randomUUID } from 'node:crypto'
import { NotAllowedError, UserError } from '../domain/errors.ts'
import type { Desk, Invocation, Reply } from '../ports/invocation.ts'
import { fieldFaults } from './arguments.ts'
import { type Asked, carryOut } from './carry-out.ts'
import type { Command, Faces } from './command.ts'
import { hasBlanks, withExample } from './examples.ts'
import { answerTo } from './fault-reply.ts'
import { notGivenAway } from './given-away.ts'
import { type Parsed, parse } from './grammar.ts'
import { parseHere } from './parse-here.ts'
import { firstHere } from './place.ts'
import type { NotAllowed } from './refusals.ts'
import { signOfLife } from './sign-of-life.ts'
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
      answer = await carryOut(parsed, named, faces, asked)
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

const textsIn = (options: Parsed['options']) =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === true ? [] : [[name, value]])),
  )
