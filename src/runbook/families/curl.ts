import { hostIn, isLoopback } from '../../domain/runbook/address.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { literal, shown } from '../text.ts'
import { act, byHand, type Family, type Judged, type Known } from './family.ts'
import { optionsIn, strayIn, strays } from './options.ts'
import { silenceOf } from './silence.ts'

const valued = [
  'X',
  'request',
  'H',
  'header',
  'd',
  'data',
  'data-raw',
  'data-binary',
  'o',
  'output',
  'w',
  'write-out',
  'm',
  'max-time',
  'connect-timeout',
  'u',
  'user',
  'A',
  'user-agent',
  'retry',
  'retry-delay',
  'retry-max-time',
  'data-urlencode',
  'json',
  'K',
  'config',
  'F',
  'form',
  'T',
  'upload-file',
  'b',
  'cookie',
  'c',
  'cookie-jar',
  'url',
  'resolve',
  'cacert',
  'E',
  'cert',
  'key',
  'x',
  'proxy',
]

/** What Belay sends, and what changes nothing of what is asked: how long it may take, how often it is tried, what curl says of itself. */
const takes = [
  ...'X request H header d data data-raw data-binary o output O u user url I head'.split(' '),
  ...'w write-out m max-time connect-timeout A user-agent retry retry-delay retry-max-time'.split(' '),
  ...'s silent S show-error f fail fail-with-body v verbose i include k insecure L location g globoff'.split(
    ' ',
  ),
  ...'compressed N no-buffer progress-bar no-progress-meter http1 http2 retry-connrefused retry-all-errors'.split(
    ' ',
  ),
]

/** A request to one of the system's own addresses; what it is sent as well as to where stays as written. */
export const curl: Family = {
  names: ['curl'],
  judge({ words }, known) {
    const said = optionsIn(words.slice(1), valued)
    const { positional, options } = said
    const url = positional[0] ?? (options.url !== true ? options.url : undefined)
    if (!url)
      return byHand(
        'it names no address',
        'read',
        'curl takes an address, as in: curl https://shop.example.com/health',
      )
    if (positional.length > 1) return byHand('it asks several addresses at once', 'read')
    const body = ['d', 'data', 'data-raw', 'data-binary']
      .map(name => options[name])
      .find(value => value !== undefined)
    const method =
      literal(text(options.X ?? options.request)) ??
      (options.I || options.head ? 'HEAD' : body ? 'POST' : 'GET')
    const file = ['o', 'output', 'O'].map(name => options[name]).find(value => value !== undefined)
    if (
      options.F ||
      options.form ||
      options.T ||
      options['upload-file'] ||
      (body !== undefined && shown(text(body) ?? []).startsWith('@'))
    )
      return byHand('it takes a file of your machine', 'change')
    if (file !== undefined && literal(text(file)) !== '/dev/null')
      return byHand('it writes a file on your machine', 'read')
    const stray = strayIn(said, takes, ['H', 'header', 'o', 'output'])
    if (stray) return byHand(strays(stray), method === 'GET' ? 'read' : 'change')
    // Of an address such as /[1-3] curl makes several.
    if (/[[\]{}]/.test(literal(url) ?? '') && !options.g && !options.globoff)
      return byHand('it asks several addresses at once', 'read')
    const found = request(method.toUpperCase(), url, text(body), words, known)
    if (!('action' in found) || found.action.via !== 'http') return found
    const { input } = found.action
    // Only whether it answers is wanted.
    if (file) input.bare = { boolean: true }
    if (options.f ?? options.fail ?? options['fail-with-body']) input.fail = { boolean: true }
    const user = text(options.u ?? options.user)
    if (user) input.user = user
    return found
  },
}

const text = (value: Text | true | undefined): Text | undefined => (value === true ? undefined : value)

function request(
  method: string,
  url: Text,
  body: Text | undefined,
  words: readonly Text[],
  known: Known,
): Judged {
  const risk = ['GET', 'HEAD', 'OPTIONS'].includes(method)
    ? 'read'
    : method === 'DELETE'
      ? 'destructive'
      : 'change'
  const host = hostOf(url)
  if (host !== undefined && isLoopback(host) && !known.hosts?.has(host))
    return byHand('it asks the machine that it is typed on', risk)
  if (host !== undefined && known.hosts && !isNamed(host, known.hosts))
    return byHand(`the system's file does not name the address ${host}`, risk)
  if (/\/api\/v2\/silences\/?$/.test(shown(url)) && method === 'POST') return silenceOf(body)
  const headers = words.filter((_, i) => ['-H', '--header'].includes(literal(words[i - 1]) ?? ''))
  if (headers.some(header => shown(header).startsWith('@')))
    return byHand('it takes a file of your machine', risk)
  if (risk === 'read') return act('http', method, 'read', { url, headers: { list: headers } })
  // The token is the one that the system's file names: what stands here is a blank for it, or should be.
  return act('belay', 'request', risk, { method: [method], url, ...(body && { body }) })
}

/** A host that the system's file names, or one below it. */
export const isNamed = (host: string, hosts: ReadonlySet<string>): boolean =>
  [...hosts].some(named => host === named || host.endsWith(`.${named}`))

/** Undefined where a blank stands for it. */
function hostOf(url: Text): string | undefined {
  const said = literal(url)
  return said === undefined ? undefined : hostIn(said)
}
