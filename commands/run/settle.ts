import { z } from 'zod'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

const Answer = z.enum(['done', 'undone']).describe('done or undone')

export const settle: Command = runCommand({
  name: 'run settle',
  summary: 'Say whether a lost call had its effect',
  more: 'Once you have looked: its answer never came.',
  example: 'run settle 9f3c2a71d04be856 done',
  args: z.object({ was: Answer }),
  positional: ['was'],
  permission: 'operators',
  deed: 'say what has become of it',
  async run({ args: { was }, asked, actor, invocation, faces }) {
    const run = await faces.runs.apply(
      asked,
      { type: 'settle', had: was === 'done', by: actor },
      invocation.id,
    )
    return confirmed([run.state === 'running' ? 'It goes on.' : `It is over: ${run.plan.title}.`])
  },
})
