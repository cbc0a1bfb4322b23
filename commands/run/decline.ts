import { z } from 'zod'
import { reasonModal } from '../../blocks/modal-confirm.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { ask, confirmed } from '../reply.ts'
import { Text } from '../text.ts'

export const decline: Command = runCommand({
  name: 'run decline',
  summary: "Say no to somebody's change, and why",
  example: 'run decline 9f3c2a71d04be856 "after the release"',
  args: z.object({ text: Text.optional() }),
  rest: 'text',
  permission: 'approvers',
  deed: 'decline this',
  notByRequester: ({ id }) =>
    new UserError('It is your own change: cancel it instead.', {
      label: 'Cancel it',
      command: `run cancel ${id}`,
    }),
  async run({ args: { text }, asked, actor, invocation, faces }) {
    if (text === undefined && invocation.source !== 'modal' && asked.state === 'proposed')
      return ask(reasonModal('Decline', 'Decline', `run decline ${asked.id}`, 'Why not?', true))
    const event = { type: 'decline', by: actor, ...(text !== undefined && { text }) } as const
    const run = await faces.runs.apply(asked, event, invocation.id)
    return confirmed([`Declined: ${run.plan.title}.`])
  },
})
