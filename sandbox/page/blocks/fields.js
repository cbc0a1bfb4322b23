import { h } from '../dom.js'
import { initialOf, options } from './elements.js'

const types = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
}

/** One thing to fill in; its value is read by the name of its block. */
export function field(block) {
  const { element, label, hint, optional, block_id: id } = block
  return h(
    'label',
    { class: 'field', 'data-field': id },
    h('span', { class: 'label' }, label.text, optional && h('span', { class: 'optional' }, ' (optional)')),
    control(element, id, optional),
    hint && h('span', { class: 'hint' }, hint.text),
    h('span', { class: 'fault', role: 'alert' }),
  )
}

function control(element, name, optional) {
  const common = { name, placeholder: element.placeholder?.text }
  switch (element.type) {
    case 'plain_text_input': {
      const limits = { maxlength: element.max_length, minlength: element.min_length }
      if (!element.multiline)
        return h('input', {
          ...common,
          ...limits,
          type: 'text',
          value: element.initial_value,
          autocomplete: 'off',
        })
      return h('textarea', { ...common, ...limits, rows: 4 }, element.initial_value ?? '')
    }
    case 'radio_buttons':
    case 'checkboxes':
      return h(
        'span',
        { class: 'choices' },
        element.options.map(option => choice(element, name, option)),
      )
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select': {
      const initial = initialOf(element)
      const nothing = element.placeholder?.text ?? (optional ? '(none)' : 'Choose …')
      return h(
        'select',
        common,
        h(
          'option',
          { value: '', selected: initial === undefined, disabled: !optional && initial === undefined },
          nothing,
        ),
        options(element, initial),
      )
    }
    default:
      return h('input', {
        ...common,
        type: types[element.type] ?? 'text',
        value: element.initial_value ?? element.initial_date ?? element.initial_time,
      })
  }
}

function choice(element, name, { text, value }) {
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio'
  const initial = [element.initial_option, ...(element.initial_options ?? [])].some(
    one => one?.value === value,
  )
  return h('span', { class: 'choice' }, h('input', { type, name, value, checked: initial }), ` ${text.text}`)
}
