import { z } from 'zod'
import { NotAllowedError, UserError } from '../../src/domain/errors.ts'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

export const approve: Command = runCommand({
  name: 'run approve',
  summary: 'Say yes to somebody else’s change',
  more: 'As its message shows it.',
  example: 'run approve 9f3c2a71d04be856',
  args: z.object({ digest: z.string().optional().meta({ carried: true }) }),
  positional: ['digest'],
  permission: 'approvers',
  deed: 'approve this',
  notByRequester: ({ id, system }) =>
    new NotAllowedError(system, "Your own change needs somebody else's yes.", {
      label: 'Ask the approvers',
      command: `run ping ${id}`,
    }),
  async run({ args: { digest }, asked, actor, invocation, faces }) {
    const show = { label: 'Show it', command: `run show ${asked.id}` }
    if (digest === undefined)
      throw new UserError('Approve it on its message, which shows what will be done.', show)
    const run = await faces.runs.apply(asked, { type: 'approve', digest, by: actor }, invocation.id)
    const left = run.required - run.approvals.length
    return confirmed(
      [left > 0 ? `Approved. It waits for ${left} more.` : `Approved, and it begins: ${run.plan.title}.`],
      [show],
    )
  },
})
