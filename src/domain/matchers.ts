import { z } from 'zod'

/** What picks alerts by one of their labels, in Alertmanager's words. */
export const Matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean(),
})
export type Matcher = z.infer<typeof Matcher>

const one =
  /(?<!\w)([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(?:["“”]((?:[^"“”\\]|\\.)*)["“”]|([^\s,"{}]+))\s*(?:,|(?=\s|\}|$))/g

/**
 * Reads matchers as Alertmanager writes them: `alertname=HighErrorRate service=~"api|web"`, with or without commas and
 * braces. `left` is what is none.
 */
export function readMatchers(text: string): { matchers: Matcher[]; left: string } {
  const matchers: Matcher[] = []
  const left = text.replace(one, (_, name: string, sign: string, quoted?: string, bare?: string) => {
    const value = quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1')
    matchers.push({ name, value, isRegex: sign.endsWith('~'), isEqual: !sign.startsWith('!') })
    return ' '
  })
  return { matchers, left: left.replace(/[{}]/g, ' ').trim() }
}

/** `service=~"api|web"` */
export const matcherText = ({ name, value, isRegex, isEqual }: Matcher): string => {
  const sign = isEqual ? (isRegex ? '=~' : '=') : isRegex ? '!~' : '!='
  const bare = /^[\w.:/-]+$/.test(value)
  return `${name}${sign}${bare ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`
}

export const matchersText = (matchers: Matcher[]): string => matchers.map(matcherText).join(' ')

/** Values that no label has: what fits them as well fits everything. */
const unlikely = ['', 'qzxjq', '0']

/** Whether nothing in particular is picked: every matcher fits whatever a label says, or only leaves something out. */
export const isTooBroad = (matchers: Matcher[]): boolean =>
  matchers.every(({ value, isRegex, isEqual }) => {
    if (!isEqual || value === '') return true
    if (!isRegex) return false
    try {
      const pattern = new RegExp(`^(?:${value})$`)
      return unlikely.some(text => pattern.test(text))
    } catch {
      // Alertmanager's expressions are Go's: whether it is one is for Alertmanager to say.
      return false
    }
  })
