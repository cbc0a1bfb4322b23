import type { Workspace } from '../workspace.ts'
import type { Methods } from './method.ts'

export const authMethods = ({ team, bot }: Workspace): Methods => ({
  'auth.test': {
    run: () => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: bot.name.toLowerCase(),
      team_id: team.id,
      user_id: bot.userId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }),
  },
})
