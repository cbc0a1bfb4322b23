import { z } from 'zod'
import { oncall as whoIs } from '../blocks/oncall.ts'
import { systemCommand } from '../src/engine/command.ts'
import { toPerson } from './reply.ts'

export const oncall = systemCommand({
  name: 'oncall',
  aliases: ['on-call', 'on call', 'who is on call', 'incident oncall'],
  summary: 'Who is on call now, level by level',
  example: 'oncall --system {system}',
  args: z.object({}),
  permission: 'anyone',
  async run({ system, faces }) {
    return toPerson(whoIs(system.title, await faces.oncall.of(system)))
  },
})
