import { z } from 'zod'
import { parkedList } from '../../blocks/parked.ts'
import { type Command, channelCommand } from '../../src/engine/command.ts'
import { toPerson } from '../reply.ts'
import { viewOf } from './view.ts'

export const parked: Command = channelCommand({
  name: 'parked',
  aliases: ['stuck'],
  summary: 'What Belay has given up, to try again or drop',
  example: 'parked',
  args: z.object({}),
  permission: 'anyone',
  async run({ systems, faces }) {
    const all = await faces.parked.of(systems.map(({ system }) => system))
    return toPerson(
      parkedList(all.map(one => viewOf(one, systems.find(({ system }) => system === one.system)!))),
    )
  },
})
