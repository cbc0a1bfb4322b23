import { h } from './dom.js'
import { tellFailure } from './notices.js'
import { act, store } from './store.js'

/** A box to write in. A line that begins with a slash is a command; what can be typed is offered. */
export function composer(where, placeholder) {
  const box = h('textarea', {
    rows: 1,
    placeholder,
    'aria-label': placeholder,
    onkeydown: keys,
    oninput: changed,
  })
  const hints = h('div', { class: 'hints', hidden: true })
  const form = h(
    'form',
    { class: 'composer', onsubmit: submit },
    hints,
    box,
    h('button', { type: 'submit', class: 'button primary solid', 'aria-label': 'Send' }, 'Send'),
  )

  function keys(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  }
  function changed() {
    box.style.height = 'auto'
    if (box.value !== '') box.style.height = `${box.scrollHeight}px`
    const offered = /^\/\S*$/.test(box.value)
      ? store.facts.bot.commands.filter(({ command }) => command.startsWith(box.value))
      : []
    hints.hidden = offered.length === 0
    hints.replaceChildren(
      ...offered.map(({ command, description = '', usageHint = '' }) =>
        h(
          'button',
          { type: 'button', onclick: () => take(command) },
          h('strong', {}, command),
          h('code', {}, usageHint),
          h('span', {}, description),
        ),
      ),
    )
  }
  function take(command) {
    box.value = `${command} `
    changed()
    box.focus()
  }
  async function submit(event) {
    event.preventDefault()
    const text = box.value.trim()
    if (text === '') return
    box.value = ''
    changed()
    const outcome = await act('say', { ...where(), text })
    // What Slackbot tells stands in the channel already.
    if (!text.startsWith('/')) tellFailure(outcome)
  }
  return form
}
