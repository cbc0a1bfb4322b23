import { h } from '../dom.js'

const [width, height, left, bottom, top] = [520, 200, 46, 26, 10]
const colours = ['#2f7fd6', '#d92d3a', '#2e9e5b', '#ee8a1d', '#7a4fc4', '#5c6670']
const svg = (tag, attributes, ...children) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

const swatch = fill =>
  svg('svg', { viewBox: '0 0 10 10', class: 'swatch' }, svg('rect', { width: 10, height: 10, fill }))

/** A line or a bar chart, with its axes and a legend. */
export function chart({ title, chart: { type, series, axis_config: axis } }) {
  const { categories } = axis
  const most = Math.max(...series.flatMap(({ data }) => data.map(({ value }) => value)), 0) || 1
  const step = (width - left) / categories.length
  const x = label => left + step * (categories.indexOf(label) + 0.5)
  const y = value => top + (height - bottom - top) * (1 - value / most)
  const text = (at, words, more = {}) =>
    svg('text', { x: at[0], y: at[1], 'font-size': 10, fill: '#5c6670', ...more }, words)
  const every = Math.ceil(categories.length / 8)
  const number = value => value.toLocaleString('en-US', { maximumSignificantDigits: 3 })

  const lines = series.map(({ data }, i) =>
    type === 'bar'
      ? svg(
          'g',
          { fill: colours[i] },
          ...data.map(({ label, value }) =>
            svg('rect', {
              x: x(label) - step * 0.4 + (step * 0.8 * i) / series.length,
              y: y(value),
              width: (step * 0.8) / series.length,
              height: height - bottom - y(value),
            }),
          ),
        )
      : svg('polyline', {
          points: data.map(({ label, value }) => `${x(label)},${y(value)}`).join(' '),
          fill: 'none',
          stroke: colours[i],
          'stroke-width': 2,
        }),
  )
  return h(
    'div',
    { class: 'chart' },
    h('strong', {}, title),
    svg(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title },
      ...[0, 0.5, 1].flatMap(part => [
        svg('line', { x1: left, x2: width, y1: y(most * part), y2: y(most * part), stroke: '#e3e6ea' }),
        text([left - 4, y(most * part) + 3], number(most * part), { 'text-anchor': 'end' }),
      ]),
      ...lines,
      ...categories
        .filter((_, i) => i % every === 0)
        .map(label => text([x(label), height - 10], label, { 'text-anchor': 'middle' })),
    ),
    h(
      'div',
      { class: 'context' },
      series.map(({ name }, i) => h('span', {}, swatch(colours[i]), ` ${name} `)),
      h('span', {}, [axis.y_label, axis.x_label].filter(Boolean).join(' · ')),
    ),
  )
}
