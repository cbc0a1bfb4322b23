import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

export const ping: Command = runCommand({
  name: 'run ping',
  summary: 'Ask those who may approve to look at it',
  example: 'run ping 9f3c2a71d04be856',
  args: z.object({}),
  permission: 'operators',
  deed: 'ask the approvers',
  async run({ asked, system, actor, invocation, faces }) {
    const approvers = await faces.people.in(system, 'approvers')
    const others = approvers.filter(({ id }) => id !== asked.requestedBy.id)
    if (others.length === 0)
      throw new UserError(
        `${system.title} has nobody else who may approve: its system file names people.approvers.`,
      )
    await faces.runs.apply(asked, { type: 'ping', by: actor }, invocation.id)
    return confirmed([`Asked: ${others.map(({ name }) => name).join(', ')}.`])
  },
})
