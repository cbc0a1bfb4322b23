import { h } from './dom.js'
import { store } from './store.js'

const names = { channels: 'Channels', messages: 'Messages', world: 'World' }

/** On a narrow screen one part is shown at a time. */
export function go(view) {
  document.body.dataset.view = view
  for (const button of document.querySelectorAll('#tabs button'))
    button.setAttribute('aria-pressed', String(button.dataset.view === view))
}

export function tabs(root) {
  const shown = Object.entries(names).filter(([view]) => view !== 'world' || store.facts.panel)
  root.append(
    ...shown.map(([view, name]) =>
      h('button', { type: 'button', 'data-view': view, onclick: () => go(view) }, name),
    ),
  )
  // Where there is room for one part only, what there is to do comes first.
  go(matchMedia('(max-width: 860px)').matches && store.facts.panel?.tour ? 'world' : 'messages')
}
