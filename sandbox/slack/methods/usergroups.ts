import { flag, required } from '../args.ts'
import { Refusal } from '../refusal.ts'
import type { Workspace } from '../workspace.ts'
import type { Methods } from './method.ts'

export const usergroupMethods = ({ groups, team }: Workspace): Methods => ({
  'usergroups.list': {
    scope: 'usergroups:read',
    run: args => ({
      usergroups: groups.map(({ id, handle, name, users }) => ({
        id,
        team_id: team.id,
        is_usergroup: true,
        name,
        handle,
        description: '',
        date_delete: 0,
        ...(flag(args, 'include_users') && { users }),
        ...(flag(args, 'include_count') && { user_count: users.length }),
      })),
    }),
  },
  'usergroups.users.list': {
    scope: 'usergroups:read',
    run(args) {
      const group = groups.find(({ id }) => id === required(args, 'usergroup'))
      if (!group) throw new Refusal('no_such_subteam')
      return { users: group.users }
    },
  },
})
