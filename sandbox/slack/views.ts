import type { ModalView } from './blocks/check.ts'
import { newId } from './ids.ts'
import type { View } from './objects.ts'
import type { Workspace } from './workspace.ts'

/** Puts a modal in front of a person, upon another one or instead of what was there. */
export function openView(workspace: Workspace, user: string, modal: ModalView, upon?: View): View {
  if (!upon) closeViews(workspace, view => view.user === user)
  const id = newId('V')
  const view: View = {
    ...fields(modal),
    id,
    hash: newHash(workspace),
    user,
    root: upon?.root ?? id,
    ...(upon && { previous: upon.id }),
  }
  workspace.views.push(view)
  workspace.changed()
  return view
}

export function changeView(workspace: Workspace, view: View, modal: ModalView): View {
  const { submit: _, close: __, ...kept } = view
  const changed = { ...kept, ...fields(modal), hash: newHash(workspace) }
  workspace.views.splice(workspace.views.indexOf(view), 1, changed)
  workspace.changed()
  return changed
}

export function closeViews(workspace: Workspace, which: (view: View) => boolean): void {
  const left = workspace.views.filter(view => !which(view))
  workspace.views.splice(0, workspace.views.length, ...left)
  workspace.changed()
}

const fields = ({ submit, close, submit_disabled: _, type: __, ...modal }: ModalView) => ({
  ...modal,
  ...(submit && { submit }),
  ...(close && { close }),
})

const newHash = ({ now }: Workspace): string => `${Math.floor(now() / 1000)}.${newId('').toLowerCase()}`
