import { z } from 'zod'
import { parkedLine } from '../../blocks/parked.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { announced } from '../reply.ts'
import { Key } from './view.ts'

export const parkedAgain: Command = systemCommand({
  name: 'parked again',
  summary: 'Have Belay try again what it has given up',
  example: 'parked again 9f3c2a71d04b',
  args: z.object({ job: Key }),
  positional: ['job'],
  permission: 'operators',
  async run({ args: { job }, system, actor, invocation, faces }) {
    const one = await faces.parked.again(system.system, job, actor, invocation.id)
    return announced([`${actor.name} has Belay try again: ${parkedLine(one)}.`])
  },
})
