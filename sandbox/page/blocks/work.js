import { h } from '../dom.js'
import { richElements } from '../words.js'

const symbols = { pending: '○', in_progress: '●', complete: '✓', error: '✗' }
const words = { pending: 'to do', in_progress: 'under way', complete: 'done', error: 'failed' }

export const plan = block =>
  h('div', { class: 'plan' }, h('strong', {}, block.title), (block.tasks ?? []).map(taskCard))

export const taskCard = task =>
  h(
    'div',
    { class: `task ${task.status}` },
    h('span', { class: 'mark', title: words[task.status] }, symbols[task.status] ?? '○'),
    h(
      'div',
      {},
      task.title,
      [task.details, task.output]
        .filter(Boolean)
        .map(rich => h('div', { class: 'context' }, richElements(rich.elements))),
    ),
  )

export function table(block) {
  const cell = one =>
    one.type === 'rich_text' ? richElements(one.elements) : String(one.text ?? one.value ?? '')
  const [head = [], ...body] = block.rows
  const row = (tag, all) =>
    h(
      'tr',
      {},
      all.map(one => h(tag, {}, cell(one))),
    )
  return h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      {},
      h('thead', {}, row('th', head)),
      h(
        'tbody',
        {},
        body.map(all => row('td', all)),
      ),
    ),
  )
}
