import { h } from './dom.js'

const staysMs = 6_000

/** A line that is shown for a moment. */
export function notice(text, kind = 'info') {
  const shown = h('div', { class: `notice ${kind}` }, text)
  document.querySelector('#notices').append(shown)
  setTimeout(() => shown.remove(), staysMs)
}

/** Shows what a person is to read of an act that failed. */
export function tellFailure(outcome) {
  if (outcome.ok === false && outcome.failed) notice(outcome.failed, 'bad')
}
