import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { look } from './look.ts'

export const costs: Command = systemCommand({
  name: 'costs',
  aliases: ['cost'],
  knownAs: ['aws ce get-cost-and-usage', 'bill', 'spend'],
  summary: 'What AWS costs, this month beside the last',
  more: 'By service; day by day with --daily.',
  example: 'costs --daily',
  args: z.object({ daily: z.boolean().default(false) }),
  permission: 'responders',
  run: call => look(call, 'costs', call.args),
})
