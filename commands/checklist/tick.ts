import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'

export const tick: Command = systemCommand({
  name: 'checklist tick',
  summary: 'Tick an item of a checklist',
  more: 'As its box does; --off takes the tick away.',
  example: 'checklist tick 9f3c2a71d04be856 1',
  args: z.object({
    checklist: z.string().describe('a checklist'),
    step: z.coerce.number().int().min(1).describe('the number of an item'),
    off: z.boolean().default(false),
  }),
  positional: ['checklist', 'step'],
  permission: 'responders',
  async run({ args, system, actor, invocation, faces }) {
    const list = await faces.checklists.find(system.system, args.checklist)
    if (!list)
      throw new UserError(`${system.title} has no such checklist any more.`, {
        label: 'Checklists',
        command: `checklist --system ${system.system}`,
      })
    const event = { type: args.off ? ('untick' as const) : ('tick' as const), step: args.step, by: actor }
    await faces.checklists.apply(list, event, invocation.id)
    return { to: 'nobody' }
  },
})
