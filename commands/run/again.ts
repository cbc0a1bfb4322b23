import { z } from 'zod'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

export const again: Command = runCommand({
  name: 'run again',
  summary: 'Plan the same once more, as the world is now',
  example: 'run again 9f3c2a71d04be856',
  args: z.object({}),
  permission: 'operators',
  deed: 'plan this anew',
  async run({ asked, actor, invocation, faces }) {
    const { operation, input, system, environment, service, place, incident, reason, boxMs } = asked
    const run = await faces.runs.request(
      {
        ...{ operation, input, system, environment, place, by: actor },
        ...(service !== undefined && { service }),
        ...(incident && { incident: incident.id }),
        ...(reason !== undefined && { reason }),
        ...(boxMs !== undefined && { boxMs }),
      },
      invocation.id,
    )
    return confirmed(
      [`Planned anew: ${run.plan.title}.`],
      [{ label: 'Show it', command: `run show ${run.id}` }],
    )
  },
})
