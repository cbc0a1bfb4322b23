import { z } from 'zod'
import { parkedLine } from '../../blocks/parked.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { announced } from '../reply.ts'
import { Key } from './view.ts'

export const parkedDrop: Command = systemCommand({
  name: 'parked drop',
  summary: 'Let go of what Belay has given up',
  example: 'parked drop 9f3c2a71d04b',
  args: z.object({ job: Key }),
  positional: ['job'],
  permission: 'operators',
  async run({ args: { job }, system, actor, invocation, faces }) {
    const one = await faces.parked.drop(system.system, job, actor, invocation.id)
    return announced([`${actor.name} has let go of what Belay had given up: ${parkedLine(one)}.`])
  },
})
