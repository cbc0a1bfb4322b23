import { given, required, structured } from '../args.ts'
import { checkView } from '../blocks/check.ts'
import { Refusal } from '../refusal.ts'
import { viewShape } from '../shape.ts'
import type { Triggers } from '../triggers.ts'
import { changeView, openView } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import type { Methods } from './method.ts'

const deepest = 3

export const viewMethods = (workspace: Workspace, triggers: Triggers): Methods => {
  const asked = (args: Record<string, unknown>) =>
    checkView(structured<unknown>(args, 'view', 'invalid_arguments'))

  return {
    'views.open': {
      run(args) {
        const view = asked(args)
        const user = triggers.redeem(required(args, 'trigger_id'))
        return { view: viewShape(workspace, openView(workspace, user, view)) }
      },
    },
    'views.push': {
      run(args) {
        const view = asked(args)
        const user = triggers.redeem(required(args, 'trigger_id'))
        const open = workspace.views.filter(one => one.user === user)
        if (open.length === 0) throw new Refusal('not_found')
        if (open.length >= deepest) throw new Refusal('push_limit_reached')
        return { view: viewShape(workspace, openView(workspace, user, view, open.at(-1))) }
      },
    },
    'views.update': {
      run(args) {
        const next = asked(args)
        const [id, externalId, hash] = ['view_id', 'external_id', 'hash'].map(name => given(args, name))
        const view = workspace.views.find(
          one => one.id === id || (externalId && one.external_id === externalId),
        )
        if (!view) throw new Refusal('not_found')
        if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict')
        return { view: viewShape(workspace, changeView(workspace, view, next)) }
      },
    },
  }
}
