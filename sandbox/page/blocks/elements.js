import { confirming } from '../confirm.js'
import { h } from '../dom.js'
import { store } from '../store.js'
import { link } from '../words.js'

/** Something to click or choose from; `to` does it: `to.click(element)`, `to.select(element, option)`. */
export function element(one, to) {
  switch (one.type) {
    case 'button':
      return button(one, to)
    case 'overflow':
      return overflow(one, to)
    case 'checkboxes':
      return boxes(one, to)
    case 'image':
      return h('span', { class: 'image' }, `(image: ${one.alt_text})`)
    case 'datepicker':
      return h('input', {
        type: 'date',
        value: one.initial_date,
        onchange: event => choose(one, to, event.target.value),
      })
    default:
      return menu(one, to)
  }
}

function button(one, to) {
  if (one.url) {
    const shown = link(one.url, one.text.text)
    shown.classList.add('button')
    shown.addEventListener('click', () => to.click(one))
    return shown
  }
  const press = async event => {
    const pressed = event.currentTarget
    if (!(await confirming(one.confirm))) return
    pressed.disabled = true
    pressed.classList.add('working')
    await to.click(one)
    pressed.disabled = false
    pressed.classList.remove('working')
  }
  return h(
    'button',
    {
      type: 'button',
      class: `button ${one.style ?? ''}`,
      'aria-label': one.accessibility_label,
      onclick: press,
    },
    one.text.text,
  )
}

function boxes(one, to) {
  const isTicked = ({ value }) => (one.initial_options ?? []).some(ticked => ticked.value === value)
  return h(
    'span',
    { class: 'choices' },
    one.options.map(option =>
      h(
        'label',
        { class: 'choice' },
        h('input', {
          type: 'checkbox',
          checked: isTicked(option),
          onchange: () => choose(one, to, option.value),
        }),
        ` ${option.text.text}`,
      ),
    ),
  )
}

function overflow(one, to) {
  const holder = h('details', { class: 'overflow' })
  const pick = value => () => {
    holder.open = false
    void choose(one, to, value)
  }
  holder.append(
    h('summary', { class: 'button', 'aria-label': 'More actions' }, '⋯'),
    h(
      'div',
      { class: 'menu', role: 'menu' },
      one.options.map(({ text, value }) =>
        h('button', { type: 'button', role: 'menuitem', onclick: pick(value) }, text.text),
      ),
    ),
  )
  holder.addEventListener('toggle', () => place(holder))
  holder.addEventListener('focusout', ({ relatedTarget }) => {
    if (!holder.contains(relatedTarget)) holder.open = false
  })
  return holder
}

/** Opens to the left where there is no room on the right. */
function place(holder) {
  const list = holder.closest('.list')
  holder.classList.remove('leftwards')
  const beyond =
    holder.lastChild.getBoundingClientRect().right > (list ?? document.body).getBoundingClientRect().right
  holder.classList.toggle('leftwards', beyond)
  holder.lastChild.scrollIntoView({ block: 'nearest' })
}

function menu(one, to) {
  const initial = initialOf(one)
  const select = h(
    'select',
    {
      class: 'button',
      'aria-label': one.placeholder?.text ?? 'Choose',
      onchange: event => choose(one, to, event.target.value),
    },
    h(
      'option',
      { value: '', disabled: true, selected: initial === undefined },
      one.placeholder?.text ?? 'Choose',
    ),
    options(one, initial),
  )
  return select
}

async function choose(one, to, value) {
  if (await confirming(one.confirm)) await to.select(one, value)
}

export const initialOf = one =>
  one.initial_option?.value ?? one.initial_user ?? one.initial_channel ?? one.initial_conversation

/** The options of a select, as the options of HTML's. */
export function options(one, initial) {
  const option = ({ text, value, description }) =>
    h(
      'option',
      { value, selected: value === initial },
      [text.text, description?.text].filter(Boolean).join(' · '),
    )
  if (one.option_groups)
    return one.option_groups.map(({ label, options }) =>
      h('optgroup', { label: label.text }, options.map(option)),
    )
  if (one.type === 'users_select')
    return store.facts.people.map(({ id, name }) => option({ text: { text: name }, value: id }))
  if (one.type === 'channels_select' || one.type === 'conversations_select')
    return store.state.channels
      .filter(({ kind }) => kind !== 'im')
      .map(({ id, name }) => option({ text: { text: `#${name}` }, value: id }))
  return (one.options ?? []).map(option)
}
