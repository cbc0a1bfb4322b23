import { createHash } from 'node:crypto'
import { z } from 'zod'
import { secretModal } from '../../blocks/modal-secret.ts'
import { UserError } from '../../src/domain/errors.ts'
import { isTyped } from '../../src/domain/run/needs.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { ask } from '../reply.ts'
import { request } from '../request.ts'
import { changeOfSecret, secretOf } from './secret.ts'

export const putSecret: Command = systemCommand({
  name: 'secret put',
  summary: 'Give a secret made elsewhere its value',
  more: 'In a form: nowhere else is it shown.',
  example: 'secret put {givable}',
  args: z.object(changeOfSecret),
  positional: ['secret'],
  permission: 'operators',
  quiet: true,
  async run(call) {
    const { args, system, environment, invocation, faces } = call
    const name = secretOf(call)
    const operation = 'secret put'
    const place = { system: system.system, environment }
    const planned = { operation, input: { secret: name }, ...place }
    if (args['dry-run']) return request(call, { operation, input: { secret: name }, all: true })

    const word = await faces.runs.word(planned)
    const value = invocation.sealed
    if (!value || (word !== undefined && !isTyped(word, args.confirm))) {
      // What stands in its way is told before somebody looks the value up.
      await faces.inTime(faces.runs.plan(planned))
      const { reason, incident, step } = args
      return ask(
        secretModal({
          command: lineOf(operation, { ...place, secret: name, reason, incident, step }),
          place: `${name} of ${system.title}, ${environment}`,
          ...(word !== undefined && { confirm: word }),
        }),
      )
    }
    if (value.open().trim() === '') throw new UserError('Only spaces are in it: nothing was put aside.')

    const where = { system, environment, settings: system.environments[environment]! }
    const token = tokenOf(system.system, environment, name, invocation.id)
    const drop = () => faces.giving.drop(name, token, where)
    try {
      const given = await faces.giving.give(name, value, token, where)
      const input = { secret: name, ...given }
      const reply = await request(call, { operation, input, typed: { secret: name }, all: true })
      // A word is asked for once more: the form comes again, and the value with it.
      if ('view' in reply) await drop()
      return reply
    } catch (error) {
      await drop()
      throw error
    }
  },
})

/** What the version is called: the same form sent twice is one version. Secrets Manager takes up to 64 characters. */
const tokenOf = (...parts: string[]): string =>
  `belay-given-${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 48)}`
