import { blocks } from './blocks/blocks.js'
import { h } from './dom.js'
import { act, store } from './store.js'

/** The form that is open in front of the person; shown anew only when the app has changed it. */
export function formDialog() {
  let shown
  let dialog

  return () => {
    const { view } = store.state
    const key = view && `${view.id} ${view.hash}`
    if (key === shown) return
    shown = key
    dialog?.remove()
    dialog = view && make(view)
    if (!dialog) return
    document.body.append(dialog)
    dialog.showModal()
    dialog.querySelector('input, textarea, select')?.focus()
  }
}

function make(view) {
  const to = {
    click: element => act('click', { on: view.id, action: element.action_id }),
    select: (element, option) => act('select', { on: view.id, action: element.action_id, option }),
  }
  const trouble = h('p', { class: 'fault', role: 'alert' })
  const send = h('button', { class: 'button primary solid', type: 'submit' }, view.submit?.text ?? 'Submit')
  const cancel = () => act('cancel', { view: view.id })
  const form = h(
    'form',
    { novalidate: true, onsubmit: submit },
    h(
      'header',
      {},
      h('h2', {}, view.title.text),
      h('button', { class: 'quiet', type: 'button', 'aria-label': 'Close', onclick: cancel }, '✕'),
    ),
    h('div', { class: 'form-body' }, blocks(view.blocks, to), trouble),
    h(
      'div',
      { class: 'buttons' },
      h('button', { class: 'button', type: 'button', onclick: cancel }, view.close?.text ?? 'Cancel'),
      view.submit && send,
    ),
  )

  async function submit(event) {
    event.preventDefault()
    send.disabled = true
    const outcome = await act('submit', { view: view.id, values: valuesOf(form, view) })
    send.disabled = false
    trouble.textContent = outcome.failed ?? ''
    for (const label of form.querySelectorAll('[data-field]')) {
      const fault = outcome.errors?.[label.dataset.field] ?? ''
      label.querySelector('.fault').textContent = fault
      label.classList.toggle('faulty', fault !== '')
    }
    form.querySelector('.faulty :is(input, textarea, select)')?.focus()
  }

  const dialog = h('dialog', { class: 'form', oncancel: event => event.preventDefault() }, form)
  dialog.addEventListener('keydown', event => event.key === 'Escape' && cancel())
  return dialog
}

const valuesOf = (form, view) => {
  const data = new FormData(form)
  const inputs = view.blocks.filter(({ type }) => type === 'input')
  return Object.fromEntries(inputs.map(({ block_id }) => [block_id, data.getAll(block_id).join(',')]))
}
