import { h } from './dom.js'
import { notice, tellFailure } from './notices.js'
import { send, store } from './store.js'
import { formatDate } from './text/dates.js'
import { markdown } from './text/markdown.js'

/** What can be made to happen outside of Slack. */
export function world(root) {
  const { panel } = store.facts
  root.hidden = !panel
  if (!panel) return () => {}
  const lines = h('div', { class: 'lines' })
  const groups = panel.groups.map(group =>
    h('section', {}, h('h2', {}, group.title), group.acts.map(actForm)),
  )
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
          withActs(h('div', { class: 'markdown' }, markdown(panel.tour)), groups),
        ),
      groups,
    ),
  )
  const said = line =>
    typeof line === 'number'
      ? formatDate(Math.floor(line / 1000), '{time_secs}', undefined, Date.now())
      : line
  return () => lines.replaceChildren(...store.lines.map(line => h('div', {}, said(line))))
}

/** The tour, where an act that it names is a button, too: nobody has to look for it further down. */
function withActs(tour, groups) {
  const forms = groups.flatMap(group => [...group.querySelectorAll('form')])
  for (const named of tour.querySelectorAll('strong')) {
    const form = forms.find(one => one.querySelector('button').textContent === named.textContent)
    if (!form) continue
    const onclick = event => {
      event.preventDefault()
      form.requestSubmit()
    }
    // A link, since it goes on in the next line as text does, and a button does not.
    named.replaceWith(h('a', { class: 'doing', role: 'button', href: '#', onclick }, named.textContent))
  }
  return tour
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
