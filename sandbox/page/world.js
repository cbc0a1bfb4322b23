import { h } from './dom.js'
import { notice, tellFailure } from './notices.js'
import { send, store } from './store.js'
import { markdown } from './text/markdown.js'

/** What can be made to happen outside of Slack. */
export function world(root) {
  const { panel } = store.facts
  root.hidden = !panel
  if (!panel) return () => {}
  const lines = h('div', { class: 'lines' })
  root.append(
    h('header', { class: 'pane-head' }, h('h1', {}, panel.title)),
    h(
      'div',
      { class: 'list' },
      lines,
      panel.tour &&
        h(
          'details',
          { class: 'tour', open: true },
          h('summary', {}, 'A short tour'),
          h('div', { class: 'markdown' }, markdown(panel.tour)),
        ),
      panel.groups.map(group => h('section', {}, h('h2', {}, group.title), group.acts.map(actForm))),
    ),
  )
  return () => lines.replaceChildren(...store.lines.map(line => h('div', {}, line)))
}

function actForm({ id, label, hint, fields = [] }) {
  const button = h('button', { class: 'button', type: 'submit' }, label)
  const submit = async event => {
    event.preventDefault()
    const chosen = Object.fromEntries(new FormData(event.currentTarget))
    button.disabled = true
    const outcome = await send('/sandbox/act', { id, fields: chosen })
    button.disabled = false
    if (outcome.said) notice(outcome.said)
    tellFailure(outcome)
  }
  return h(
    'form',
    { class: 'act', onsubmit: submit },
    fields.map(({ name, label: named, options }) =>
      h(
        'label',
        {},
        h('span', {}, named),
        h(
          'select',
          { name },
          options.map(({ label, value }) => h('option', { value }, label)),
        ),
      ),
    ),
    button,
    hint && h('p', { class: 'hint' }, hint),
  )
}
