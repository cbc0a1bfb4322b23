import { z } from 'zod'
import { runMessage } from '../../blocks/run.ts'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { toPerson } from '../reply.ts'

export const show: Command = runCommand({
  name: 'run show',
  summary: 'How a change stands, and what it does',
  example: 'run show 9f3c2a71d04be856',
  args: z.object({}),
  permission: 'anyone',
  deed: 'look at this',
  async run({ asked, system, faces }) {
    const approvers = await faces.people.in(system, 'approvers')
    const others = approvers.filter(({ id }) => id !== asked.requestedBy.id)
    return toPerson(runMessage(asked, { approvers: others.map(({ name }) => name) }))
  },
})
