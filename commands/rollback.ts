import { z } from 'zod'
import { rollbackModal, whichServiceModal } from '../blocks/modal-change.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { toChoice } from '../src/operations/version.ts'
import { incidentOf, servicesOf, subjectOf } from './about.ts'
import { changeArgs } from './change-args.ts'
import { ask } from './reply.ts'
import { request } from './request.ts'

const Revision = z
  .string()
  .regex(/^(?:\d{1,9}|previous)$/, 'expected the number of a revision, or previous')
  .describe('a revision')

export const rollback: Command = systemCommand({
  name: 'rollback',
  aliases: ['roll back'],
  knownAs: ['kubectl rollout undo', 'undo', 'revert'],
  summary: 'Go back to what ran before',
  more: 'Or to the revision you name.',
  example: 'rollback {service} previous',
  needs: ['ecs', 'lambda', 'kubernetes', 'compose'],
  args: z.object({ revision: Revision.optional(), ...changeArgs }),
  positional: ['service', 'revision'],
  permission: 'operators',
  async run(call) {
    const { args, system, environment, faces } = call
    const { revision } = args
    const about = await incidentOf(call)
    const service = args.service ?? (about?.environment === environment ? about.service : undefined)
    const { services } = servicesOf({ ...call, args: { service } })
    if (services.length > 1 && service === undefined && revision === undefined && !args['dry-run'])
      return ask(whichServiceModal('Roll back', subjectOf(call, 'rollback'), services))
    if (service !== undefined && revision === undefined && !args['dry-run']) {
      const found = await faces.inTime(faces.versions.before(system, environment, service))
      const subject = { ...subjectOf(call, 'rollback', service), now: found?.now }
      if (found && found.earlier.length > 0) return ask(rollbackModal(subject, found.earlier.map(toChoice)))
    }
    const number = revision === undefined || revision === 'previous' ? {} : { revision: Number(revision) }
    const chosen = { ...call, args: { ...args, service } }
    return request(chosen, { operation: 'rollback', input: number, incident: about })
  },
})
