import { z } from 'zod'
import { checklists as listed } from '../../blocks/checklist.ts'
import { UserError } from '../../src/domain/errors.ts'
import { nextAfter } from '../../src/domain/recurrence.ts'
import { listNamed } from '../../src/engine/checklists/known.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { incidentOf, placeOf } from '../about.ts'
import { confirmed, toReaders } from '../reply.ts'
import { volumeOf } from '../runbook/volume.ts'

export const checklist: Command = systemCommand({
  name: 'checklist',
  aliases: ['checklists'],
  summary: 'Go through a list together',
  more: 'One of the runbook: the one you name, or choose from those there are.',
  example: 'checklist {checklist}',
  args: z.object({
    name: z.string().trim().max(100).describe('the name of a checklist').default(''),
    incident: z.string().describe('an incident').optional(),
  }),
  rest: 'name',
  short: true,
  permission: 'responders',
  async run(call) {
    const { args, system, actor, invocation, faces } = call
    await volumeOf(system, faces)
    const lists = await faces.checklists.known(system)
    const command = (name: string) => lineOf('checklist', { system: system.system, name })
    const offers = lists.slice(0, 10).map(({ title, name }) => ({ label: title, command: command(name) }))
    if (lists.length === 0)
      throw new UserError(`The runbook of ${system.title} has no checklists.`, {
        label: 'What it has',
        command: lineOf('runbook', { system: system.system }),
      })
    if (args.name === '') {
      const now = faces.now()
      const all = lists.map(({ title, name, when }) => ({
        title,
        command: command(name),
        nextAt: when && nextAfter(when, now),
      }))
      return toReaders(invocation, listed(system.title, all, now))
    }
    const list = listNamed(lists, args.name)
    if (!list)
      throw new UserError(
        `${system.title} has no checklist "${args.name}": it has ${lists.map(({ name }) => name).join(', ')}.`,
        ...offers.slice(0, 5),
      )
    const place = await placeOf({ ...call, environment: list.environment }, await incidentOf(call))
    const begun = await faces.checklists.begin({ system, list, by: actor, place }, invocation.id)
    const where = place.thread === undefined ? 'in the channel' : 'in the thread'
    return confirmed([`${begun.title}: ${begun.items.length} to see to. It is ${where} in a moment.`])
  },
})
