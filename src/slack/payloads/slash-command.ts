import type { SlashCommand } from '@slack/bolt'
import type { Invocation } from '../../ports/invocation.ts'

/** `/incident list` is the command line `incident list`, and so is `/belay incident list`. */
export function fromSlashCommand(command: SlashCommand): Invocation {
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
