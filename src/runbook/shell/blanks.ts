import type { Hole, Text } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'

/** Stand for the brackets of a blank, so that a shell's parser takes them for letters; text that has them loses them. */
const open = '\uE000'
const close = '\uE001'
const space = '\uE002'

const angled = /(?<![<\w&$-])<([A-Za-z][\w.:/-]*(?: [a-z][\w-]*){0,4})>(?![>(&])/g
const squared = /(?<=[\s/=])\[([a-z][a-z-]*(?: [a-z-]+){0,4})\](?=\s|$)/g

/** Blanks such as `<task-arn>` and `[pod-name]` as words, every one in its place: no offset changes. */
export const markBlanks = (text: string): string =>
  text
    .replace(/[\uE000-\uE002]/g, '\uFFFD')
    .replace(angled, (_, name: string) => open + name.replaceAll(' ', space) + close)
    .replace(squared, (_, name: string) => open + name.replaceAll(' ', space) + close)

/** As it was written. */
export const unmarkBlanks = (text: string): string =>
  text.replaceAll(open, '<').replaceAll(close, '>').replaceAll(space, ' ')

const forms: { form: RegExp; name(found: string): string; isExample?: boolean }[] = [
  { form: /\uE000([^\uE001]*)\uE001/g, name: found => found.slice(1, -1).replaceAll(space, ' ') },
  // mongodb://...
  { form: /(?:(?<=\/)|(?<![\w.]))\.{3}(?![\w.])/g, name: () => 'address' },
  // sg-XXXXXXXX, subnet-xxx, cache.xxx.amazonaws.com
  {
    form: /(?<![A-Za-z0-9])(?:[a-z]{1,8}-)?(?:x{3,}|X{3,})(?![A-Za-z0-9])/g,
    name: found => found.split(/-?[xX]{3}/)[0] || 'id',
  },
  // PREVIOUS_REVISION, TASK-ARN, YOUR_TOKEN; and not the name of a member, as in {"DB_PASSWORD": …}
  {
    form: /(?<![A-Za-z0-9_$-])(?:(?:YOUR|MY|PREVIOUS|NEW|OLD)(?:[_-][A-Z0-9]+)+|(?:[A-Z][A-Z0-9]*[_-])+(?:ARN|ID|NAME|REVISION|VERSION|ENDPOINT|TOKEN|HOST|PASSWORD|URL|TAG|SHA|HERE))(?![A-Za-z0-9_-]|"\s*:)/g,
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
]

/** What every form has something of: most words have none of it. */
const likely = /[\uE000A-Z]|\.{3}|xxx|(?:19|20)\d\d/

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
