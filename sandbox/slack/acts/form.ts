import { checkView } from '../blocks/check.ts'
import type { View } from '../objects.ts'
import { viewShape } from '../shape.ts'
import { changeView, closeViews, openView } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import { type Acting, interaction, type Outcome, personOf } from './context.ts'
import { fill, type Values } from './fill.ts'

export interface Submitted extends Outcome {
  /** What is wrong with the fields, by block_id. */
  errors?: Record<string, string>
}

/** A person submits a form that is open in front of them: the topmost one unless told by its id. */
export const submit =
  (acting: Acting) =>
  async (user: string, where: string | undefined, given: Values): Promise<Submitted> => {
    const { workspace, deliver } = acting
    const person = personOf(workspace, user)
    const view = viewOf(workspace, person.id, where)
    const { values, faults } = fill(acting, view, given)
    if (Object.keys(faults).length > 0) return { ok: false, errors: faults }
    const ack = await deliver({
      kind: 'interactive',
      payload: {
        type: 'view_submission',
        ...interaction(acting, person),
        view: viewShape(workspace, view, values),
        response_urls: [],
      },
    })
    if (!ack.ok) return { ok: false, failed: 'We had some trouble connecting. Try again?' }
    return follow(workspace, view, typeof ack.body === 'object' ? ack.body : {})
  }

/** A person closes a form, and those below it too. */
export const cancel =
  (acting: Acting) =>
  async (user: string, where?: string): Promise<void> => {
    const { workspace, deliver } = acting
    const person = personOf(workspace, user)
    const view = viewOf(workspace, person.id, where)
    closeViews(workspace, one => one.id === view.id)
    if (!view.notify_on_close) return
    await deliver({
      kind: 'interactive',
      payload: {
        type: 'view_closed',
        ...interaction(acting, person),
        view: viewShape(workspace, view),
        is_cleared: false,
      },
    })
  }

function viewOf({ views }: Workspace, user: string, id: string | undefined): View {
  const view = views.findLast(view => view.user === user && (id === undefined || view.id === id))
  if (!view) throw new Error('That form is closed already.')
  return view
}

/** What the app wants to happen to the form. */
function follow(workspace: Workspace, view: View, said: Record<string, unknown>): Submitted {
  switch (said.response_action) {
    case 'errors':
      return { ok: false, errors: said.errors as Record<string, string> }
    case 'update':
      changeView(workspace, view, checkView(said.view))
      return { ok: true }
    case 'push':
      openView(workspace, view.user, checkView(said.view), view)
      return { ok: true }
    case 'clear':
      closeViews(workspace, one => one.root === view.root)
      return { ok: true }
    default:
      closeViews(workspace, one => one.id === view.id)
      return { ok: true }
  }
}
