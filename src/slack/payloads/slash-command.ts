import { z } from 'zod'
import type { Invocation } from '../../ports/invocation.ts'
import { Id } from './place.ts'

export const SlashCommand = z.object({
  command: z.string(),
  text: z.string().optional(),
  trigger_id: z.string(),
  user_id: Id,
  team_id: Id,
  channel_id: Id,
  response_url: z.string().optional(),
})

/** `/incident list` is the command line `incident list`, and so is `/belay incident list`. */
export function fromSlashCommand(command: z.infer<typeof SlashCommand>): Invocation {
  const name = command.command.replace(/^\//, '')
  const rest = (command.text ?? '').trim()
  return {
    id: command.trigger_id,
    source: 'slash',
    text: (name === 'belay' ? rest : `${name} ${rest}`).trim(),
    fields: {},
    user: command.user_id,
    team: command.team_id,
    channel: command.channel_id,
    triggerId: command.trigger_id,
  }
}
