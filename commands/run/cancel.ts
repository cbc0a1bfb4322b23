import { z } from 'zod'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

export const cancel: Command = runCommand({
  name: 'run cancel',
  aliases: ['that'],
  summary: 'Call a change off, or stop it',
  more: 'As soon as it can be stopped; "belay that": the last that you asked for.',
  example: 'run cancel 9f3c2a71d04be856',
  args: z.object({}),
  permission: 'operators or approvers',
  deed: 'cancel this',
  elseLast: {
    can: 'cancel',
    none: 'Nothing that you have asked for here waits or is under way: there is nothing to cancel.',
  },
  async run({ asked, actor, invocation, faces }) {
    const run = await faces.runs.apply(asked, { type: 'cancel', by: actor }, invocation.id)
    return confirmed([
      run.state === 'cancelled'
        ? `Called off: ${run.plan.title}. Nothing has been changed.`
        : `It is stopped as soon as it can be: ${run.plan.title}.`,
    ])
  },
})
