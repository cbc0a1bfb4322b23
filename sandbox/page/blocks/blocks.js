import { h } from '../dom.js'
import { withSymbols } from '../symbols.js'
import { markdown } from '../text/markdown.js'
import { richElements, textObject } from '../words.js'
import { chart } from './chart.js'
import { element } from './elements.js'
import { field } from './fields.js'
import { plan, table, taskCard } from './work.js'

/** What a block needs beside itself: `click`, `select` for what can be done with it, `fields` to be filled in. */
const kinds = {
  section: (block, to) =>
    h(
      'div',
      { class: 'section' },
      h(
        'div',
        { class: 'section-text' },
        textObject(block.text),
        block.fields &&
          h(
            'div',
            { class: 'fields' },
            block.fields.map(text => h('div', {}, textObject(text))),
          ),
      ),
      block.accessory && h('div', { class: 'accessory' }, element(block.accessory, to)),
    ),
  header: block => h('h3', { class: 'header' }, withSymbols(block.text.text)),
  divider: () => h('hr'),
  context: block =>
    h(
      'div',
      { class: 'context' },
      block.elements.map(one => h('span', {}, one.type === 'image' ? one.alt_text : textObject(one))),
    ),
  actions: (block, to) =>
    h(
      'div',
      { class: 'actions' },
      block.elements.map(one => element(one, to)),
    ),
  rich_text: block => h('div', { class: 'rich-text' }, richElements(block.elements)),
  markdown: block => h('div', { class: 'markdown' }, markdown(block.text)),
  // Nothing is loaded from elsewhere.
  image: block => h('div', { class: 'image' }, `(image: ${block.alt_text})`),
  input: (block, to) => field(block, to),
  alert: block => h('div', { class: `alert ${block.level ?? 'default'}` }, textObject(block.text)),
  card: (block, to) =>
    h(
      'div',
      { class: 'card' },
      block.title && h('strong', {}, textObject(block.title)),
      textObject(block.subtitle),
      textObject(block.body),
      block.actions &&
        h(
          'div',
          { class: 'actions' },
          block.actions.map(one => element(one, to)),
        ),
    ),
  plan,
  task_card: taskCard,
  table,
  data_visualization: chart,
}

export const blocks = (all, to) =>
  all.map(block => kinds[block.type]?.(block, to) ?? h('div', { class: 'context' }, `(${block.type})`))
