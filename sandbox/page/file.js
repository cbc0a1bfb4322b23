import { h } from './dom.js'
import { markdown } from './text/markdown.js'

const firstLines = 6

/** A shared file: its first lines, and all of it on demand. */
export function snippet({ name, title, content }) {
  const isMarkdown = name.endsWith('.md')
  const lines = content.split('\n')
  const body = h('div', { class: 'file-body' })
  const show = all =>
    body.replaceChildren(
      isMarkdown && all
        ? h('div', { class: 'markdown' }, markdown(content))
        : h('pre', {}, (all ? lines : lines.slice(0, firstLines)).join('\n')),
    )
  show(false)
  let all = false
  const more = h('button', { class: 'quiet', type: 'button', onclick: toggle }, 'Show all')
  function toggle() {
    all = !all
    show(all)
    more.textContent = all ? 'Show less' : 'Show all'
  }
  return h(
    'div',
    { class: 'file' },
    h('div', { class: 'file-name' }, h('strong', {}, title), h('span', {}, name)),
    body,
    more,
  )
}
