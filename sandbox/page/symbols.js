import { h } from './dom.js'

const colours = { '🔴': 'red', '🟠': 'orange', '🟡': 'yellow', '🟢': 'green', '🔵': 'blue', '⚪': 'white' }
const circle = new RegExp(Object.keys(colours).join('|'), 'u')

/** Text in which the coloured circles are drawn, so that a state has its colour without an emoji font too. */
export function withSymbols(text) {
  const shown = []
  let rest = text
  for (let found = circle.exec(rest); found; found = circle.exec(rest)) {
    shown.push(rest.slice(0, found.index), h('span', { class: `circle ${colours[found[0]]}` }, found[0]))
    rest = rest.slice(found.index + found[0].length)
  }
  return [...shown, rest].filter(part => part !== '')
}

const paths = {
  reply: 'M3 4.5h10v6.5H7.5L4.5 13.5V11H3z',
  note: 'M3 2h10v12H3zM5.5 5h5M5.5 8h5M5.5 11h3',
  bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
}

/** A small drawing in the colour of the text around it. */
export function icon(name) {
  const svg = (tag, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    return element
  }
  const drawing = svg('svg', { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true' })
  drawing.append(svg('path', { d: paths[name] }))
  return drawing
}
