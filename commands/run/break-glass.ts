import { z } from 'zod'
import { reasonModal } from '../../blocks/modal-confirm.ts'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { ask, confirmed } from '../reply.ts'
import { Text } from '../text.ts'

export const breakGlass: Command = runCommand({
  name: 'run break-glass',
  summary: 'Go ahead alone in a P1',
  more: 'Everybody who could have approved is told.',
  example: 'run break-glass 9f3c2a71d04be856 "nobody answers, customers cannot pay"',
  args: z.object({ text: Text.optional() }),
  rest: 'text',
  permission: 'operators',
  deed: 'go ahead alone',
  async run({ args: { text }, asked, actor, invocation, faces }) {
    if (text === undefined)
      return ask(
        reasonModal(
          'Break the glass',
          'Go ahead alone',
          `run break-glass ${asked.id}`,
          'Why can it not wait for a second person?',
        ),
      )
    const run = await faces.runs.breakGlass(asked, actor, text, invocation.id)
    return confirmed([
      `It begins without a second person, and those who could have approved are told: ${run.plan.title}.`,
    ])
  },
})
