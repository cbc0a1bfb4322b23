import { RE2JS, RE2JSException } from 're2js'
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

/** Whether a matcher names what it picks: a value, or a list of values. */
const isNamed = ({ value, isRegex, isEqual }: Matcher): boolean =>
  isEqual && value !== '' && (!isRegex || /^[\w :/-]+(?:\|[\w :/-]+)*$/.test(value))

export const isByName = (matchers: Matcher[]): boolean => matchers.some(isNamed)

/** Labels that say which alert, or of what; as they are, or at the end of a longer name: `kubernetes_pod`. */
const naming =
  /(?:^|_)(?:alertname|service|instance|job|pod|container|host|hostname|node|app|application|component|deployment|queue|database|function|endpoint|url|device)$/

/** Whether they leave open which alert is meant, and of what: `severity=critical`, `environment=production`. */
export const isBroad = (matchers: Matcher[]): boolean =>
  !matchers.some(one => naming.test(one.name) && (isNamed(one) || reachOf([one]) === 'something'))

/** Values of every kind that no label has: what fits one of them picks nothing in particular. */
const unlikely = ['', 'qzxjq', 'Qzxjq', 'QZXJQ', '0', 'qz-xjq', 'qz_xjq', 'Qz xjq', 'qz.xjq:0', 'ᚠᚢᚦ']
/** All expressions of a line: reading and trying a longer one could hold up everything else. */
const longest = 200

/**
 * How much matchers pick, as far as they tell themselves: `everything` where each fits whatever a label says, or only
 * leaves something out. Their expressions are Go's, so that nothing that is typed takes more than linear time.
 */
export function reachOf(matchers: Matcher[]): 'everything' | 'something' | 'unreadable' {
  const expressions = matchers.filter(one => one.isRegex && !isNamed(one))
  if (expressions.reduce((sum, { value }) => sum + value.length, 0) > longest) return 'unreadable'
  const read = new Map(expressions.map(one => [one, compiled(one)]))
  if ([...read.values()].includes(undefined)) return 'unreadable'
  const fitsAnything = (one: Matcher) =>
    !one.isEqual || one.value === '' || unlikely.some(text => read.get(one)?.matches(text))
  return matchers.every(fitsAnything) ? 'everything' : 'something'
}

/** `undefined` where it is none of Go's. */
function compiled({ value }: Matcher): RE2JS | undefined {
  try {
    return RE2JS.compile(`^(?:${value})$`)
  } catch (error) {
    if (error instanceof RE2JSException) return undefined
    throw error
  }
}
