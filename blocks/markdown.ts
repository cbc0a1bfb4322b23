import { oneLine, visible } from './text.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text from outside within Markdown, on one line and in table cells too: shown as it is, linking and pinging nothing. */
export const markdown = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_{}[\]#|~]|(?<=^\s*)[-+]/g, mark => `\\${mark}`)
    .replace(/[&<>]/g, sign => entities[sign]!)
    .replace(/@(?=[\p{L}\p{N}])/gu, '@\u2060')
    .replace(/:\/\//g, ':\u2060//')
    .replace(/\bwww\./gi, dotted => `${dotted.slice(0, 3)}\u2060.`)
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')

/** The same on as many lines as it has, quoted. */
export const quote = (text: string): string =>
  visible(text)
    .split('\n')
    .map(line => `> ${line.trim() ? markdown(line) : ''}`.trimEnd())
    .join('\n')
