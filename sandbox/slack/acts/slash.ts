import { respond } from '../response-urls.ts'
import { slackbot } from '../workspace.ts'
import { type Acting, channelOf, handleOf, type Outcome, outcomeOf, personOf } from './context.ts'
import { typed } from './typed.ts'

/** A person types `/command …` into a channel; in a thread Slack refuses. */
export const slash =
  (acting: Acting) =>
  async (user: string, channelName: string, line: string, thread?: string): Promise<Outcome> => {
    const { workspace, triggers, urls, deliver } = acting
    const { bot, team } = workspace
    const person = personOf(workspace, user)
    const channel = channelOf(workspace, channelName, person)
    const [command = '', ...rest] = line.trim().split(/(?<=^\S+)\s+/)

    const complain = (failed: string): Outcome => {
      const where = { channel: channel.id, user: person.id, ...(thread !== undefined && { thread }) }
      workspace.whisper({ ...where, from: slackbot, text: failed, blocks: [] })
      return { ok: false, failed }
    }
    if (!bot.commands.some(known => known.command === command) || !bot.scopes.includes('commands'))
      return complain(`${command} is not a valid command.`)
    if (thread !== undefined) return complain(`${command} is not supported in threads. Sorry!`)

    const target = { channel: channel.id, user: person.id }
    const ack = await deliver({
      kind: 'slash_commands',
      payload: {
        token: 'verification-token',
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel.id,
        channel_name: channel.name,
        user_id: person.id,
        user_name: handleOf(person),
        command,
        text: typed(workspace, rest.join(' '), 'command'),
        api_app_id: bot.appId,
        is_enterprise_install: 'false',
        response_url: urls.give(target),
        trigger_id: triggers.give(person.id),
      },
    })
    const outcome = outcomeOf(ack, command)
    if (outcome.failed !== undefined) return complain(outcome.failed)
    const said = ack.ok ? ack.body : undefined
    if (said !== undefined && said !== '')
      respond(workspace, target, typeof said === 'string' ? { text: said } : said)
    return outcome
  }
