import { count, given, required } from '../args.ts'
import { pageOf } from '../page-of.ts'
import { Refusal } from '../refusal.ts'
import type { Person } from '../seed.ts'
import type { Workspace } from '../workspace.ts'
import type { Methods } from './method.ts'

export const userMethods = (workspace: Workspace): Methods => {
  const find = (id: string): Person => {
    const person = workspace.people.get(id)
    if (!person) throw new Refusal('user_not_found')
    return person
  }
  const show = (person: Person) => userShape(workspace, person)

  return {
    'users.info': {
      scope: 'users:read',
      run(args) {
        const id = required(args, 'user')
        return { user: id === workspace.bot.userId ? botShape(workspace) : show(find(id)) }
      },
    },
    'users.list': {
      scope: 'users:read',
      run(args) {
        const people = [...workspace.people.values()]
        const page = pageOf(people, count(args, 'limit', 1000, 1000), given(args, 'cursor'), ({ id }) => id)
        return { members: page.items.map(show), response_metadata: page.response_metadata }
      },
    },
    'users.lookupByEmail': {
      scope: 'users:read.email',
      run(args) {
        const email = required(args, 'email').toLowerCase()
        const found = [...workspace.people.values()].find(person => person.email?.toLowerCase() === email)
        if (!found || found.deleted) throw new Refusal('users_not_found')
        return { user: show(found) }
      },
    },
  }
}

function userShape({ team, bot }: Workspace, { id, name, email, tz = 'UTC', title, deleted }: Person) {
  const handle = name.toLowerCase().replace(/\W+/g, '.')
  return {
    id,
    team_id: team.id,
    name: handle,
    real_name: name,
    deleted: deleted ?? false,
    ...(!deleted && { tz }),
    profile: {
      real_name: name,
      display_name: name,
      title: title ?? '',
      ...(email !== undefined && bot.scopes.includes('users:read.email') && { email }),
    },
    is_bot: false,
    is_app_user: false,
  }
}

const botShape = ({ team, bot }: Workspace) => ({
  id: bot.userId,
  team_id: team.id,
  name: bot.name.toLowerCase(),
  real_name: bot.name,
  deleted: false,
  profile: { real_name: bot.name, display_name: '', bot_id: bot.botId, api_app_id: bot.appId },
  is_bot: true,
  is_app_user: false,
})
