import { required } from '../args.ts'
import { Refusal } from '../refusal.ts'
import type { Workspace } from '../workspace.ts'
import type { Methods } from './method.ts'
import { joined } from './places.ts'

export const reactionMethods = (workspace: Workspace): Methods => ({
  'reactions.add': {
    scope: 'reactions:write',
    run(args) {
      const name = required(args, 'name')
      const message = workspace.message(joined(workspace, args).id, required(args, 'timestamp'))
      if (!message) throw new Refusal('message_not_found')
      const { userId } = workspace.bot
      const there = message.reactions.find(reaction => reaction.name === name)
      if (there?.users.includes(userId)) throw new Refusal('already_reacted')
      if (there) there.users.push(userId)
      else message.reactions.push({ name, users: [userId] })
      workspace.changed()
      return {}
    },
  },
})
