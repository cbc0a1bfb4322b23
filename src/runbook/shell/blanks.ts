import type { Hole, Text } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'

/** Stand for a shell's own signs in a blank, so that its parser takes them for letters; text that has them loses them. */
const signs: Record<string, string> = Object.fromEntries(
  [..."<>{} '|#"].map((sign, i) => [sign, String.fromCharCode(0xe000 + i)]),
)
const [open, close, openBrace, closeBrace] = Object.values(signs)

const word = "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.:/@|#-]|(?<=\\p{L})['’](?=\\p{L}))*"
const moreWords = `(?: (?=\\p{L})${word})`
/** Where it would be a stream that is named, or SQL that compares, it is none: `2<file>`, `a <b AND c> d`. */
const operators = '(?![^>\\n]{0,99} (?:AND|OR|IN|IS|NOT|LIKE|BETWEEN) )'
const angled = new RegExp(
  `(?:(?<![<$&]|(?:^|[\\s;|&(])\\d)<${word}|(?<![<$&\\p{L}\\p{N}])<(?=\\p{L})${operators}${word}${moreWords}{1,4})>(?![>(&])`,
  'gu',
)
/** What a template's own words say, asks for nothing. */
const braced = new RegExp(
  `(?<!\\$)\\{\\{ ?(?!(?:end|else)\\b)(?=\\p{L})${word}${moreWords}{0,4} ?\\}\\}`,
  'gu',
)
const squared = /(?<=[\s/=])\[[a-z][a-z-]*(?: [a-z-]+){0,4}\](?=\s|$)/g

/** Blanks such as `<task-arn>`, `{{ pod }}` and `[pod-name]` as words, every one in its place: no offset changes. */
export const markBlanks = (text: string): string =>
  text
    .replace(/[\uE000-\uE007]/g, '\uFFFD')
    .replace(angled, marked)
    .replace(braced, marked)
    .replace(squared, blank => marked(`<${blank.slice(1, -1)}>`))

const marked = (blank: string): string => blank.replace(/\W/g, sign => signs[sign] ?? sign)

/** As it was written. */
export const unmarkBlanks = (text: string): string =>
  Object.entries(signs).reduce((all, [sign, mark]) => all.replaceAll(mark, sign), text)

const form = 'Y{4}[-_/.]?MM[-_/.]?DD(?:[-_T ]?HH[-:_]?MM(?:[-:_]?SS)?Z?)?'
const isDate = new RegExp(`^${form}$`, 'i')

const forms: { form: RegExp; name(found: string): string; isExample?: boolean }[] = [
  {
    form: new RegExp(`${open}[^${close}]*${close}|${openBrace}[^${closeBrace}]*${closeBrace}{2}`, 'g'),
    name(found) {
      const said = unmarkBlanks(found).replace(/^[<{ ]+|[>} ]+$/g, '')
      return isDate.test(said) ? 'date' : said
    },
  },
  // mongodb://...
  { form: /(?<=^|[\s/=:,"'([{])\.{3}(?![\w.])/g, name: () => 'address' },
  // sg-XXXXXXXX, subnet-xxx, cache.xxx.amazonaws.com
  {
    form: /(?<![A-Za-z0-9])(?:[a-z]{1,8}-)?(?:x{3,}|X{3,})(?![A-Za-z0-9])/g,
    name: found => found.split(/-?[xX]{3}/)[0] || 'id',
  },
  // PREVIOUS_REVISION, TASK-ARN, YOUR_TOKEN; and not the name of a member, as in {"DB_PASSWORD": …}, or what one is
  // compared with, as in [?name=='DB_PASSWORD']
  {
    form: /(?<!(?:[Nn]ame|[Kk]ey)\s*[!=]=\s*["'`])(?<![A-Za-z0-9_$-])(?:(?:YOUR|MY|PREVIOUS|NEW|OLD)(?:[_-][A-Z0-9]+)+|(?:[A-Z][A-Z0-9]*[_-])+(?:ARN|ID|NAME|REVISION|VERSION|ENDPOINT|TOKEN|HOST|PASSWORD|URL|TAG|SHA|HERE))(?![A-Za-z0-9_-]|"\s*:)/g,
    name: found => found,
  },
  { form: /\bYour[A-Z][A-Za-z]+\b/g, name: found => found.slice(4), isExample: false },
  // 2024-01-01T12:00:00Z, 2024-01-01, 20240101 and what a backup's name makes of them
  {
    form: /(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d[:-]\d\d(?:[:-]\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)/g,
    name: found => (found.length > 10 ? 'time' : 'date'),
    isExample: true,
  },
  {
    form: /(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[-_T]\d{4,6})?(?!\d)/g,
    name: () => 'date',
    isExample: true,
  },
  // db-YYYYMMDD; and not the form that SQL is to write a date in
  {
    form: new RegExp(
      `(?<![A-Za-z0-9%])${form}(?![A-Za-z0-9])(?<!\\bto_(?:char|date|timestamp) ?\\([^;]{0,200})`,
      'gi',
    ),
    name: () => 'date',
    isExample: true,
  },
]

/** What every form has something of: most words have none of it. */
const likely = /[\uE000\uE002A-Z]|\.{3}|xxx|yyyy|(?:19|20)\d\d/

/** The blanks in a word, as holes. */
export function withHoles(word: string): Text {
  if (!likely.test(word)) return word === '' ? [] : [word]
  const found = forms
    .flatMap(({ form, name, isExample }) =>
      [...word.matchAll(form)].map(match => ({
        at: match.index,
        text: match[0],
        name: name(match[0]),
        isExample,
      })),
    )
    .sort((a, b) => a.at - b.at)
  const parts: Text = []
  let end = 0
  for (const { at, text, name, isExample } of found) {
    if (at < end) continue
    if (at > end) parts.push(word.slice(end, at))
    const input = inputOf(name, isExample ? text : undefined)
    parts.push({ of: 'input', input } satisfies Hole)
    end = at + text.length
  }
  if (end < word.length) parts.push(word.slice(end))
  return parts
}
