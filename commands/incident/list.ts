import { z } from 'zod'
import { incidentList } from '../../blocks/incident-list.ts'
import { channelCommand } from '../../src/engine/command.ts'
import { toPerson } from '../reply.ts'

/** So many of the latest, where those that are over are asked for too. */
const latest = 20

export const list = channelCommand({
  name: 'incident list',
  aliases: ['list', 'incidents'],
  summary: 'What is open in the systems of this channel',
  more: '--all for the latest, over or not.',
  example: 'incident list',
  args: z.object({ all: z.boolean().default(false) }),
  permission: 'anyone',
  async run({ args: { all }, systems, faces }) {
    const names = systems.map(({ system }) => system)
    const incidents = all ? await faces.incidents.recent(names, latest) : await faces.incidents.open(names)
    const titles = Object.fromEntries(systems.map(({ system, title }) => [system, title]))
    return toPerson(incidentList(incidents, faces.now(), titles))
  },
})
