import { z } from 'zod'
import { runList } from '../blocks/run-list.ts'
import { channelCommand } from '../src/engine/command.ts'
import { toPerson } from './reply.ts'

/** So many of those that are over are shown. */
const latest = 10

export const runs = channelCommand({
  name: 'runs',
  aliases: ['run list'],
  summary: 'What runs, waits for approval, was done lately',
  example: 'runs',
  args: z.object({}),
  permission: 'anyone',
  async run({ systems, faces }) {
    const names = systems.map(({ system }) => system)
    const titles = Object.fromEntries(systems.map(({ system, title }) => [system, title]))
    const [open, recent, locks] = await Promise.all([
      faces.runs.open(names),
      faces.runs.recent(names, latest),
      faces.runs.locks(names),
    ])
    return toPerson(runList({ open, recent, locks: locks.filter(({ byHand }) => byHand), titles }))
  },
})
