import type { Risk } from '../../domain/run/plan.ts'
import { isLoopback } from '../../domain/runbook/address.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import { masked } from '../aws/holes.ts'
import { literal } from '../text.ts'
import { byHand, type Judged } from './family.ts'
import { type Options, told, withDoubt } from './options.ts'

type Given = Text | true | undefined

/** Where a client of a database is told to go: a tree with `host`, `port` and `database`, as far as it is told. */
export type ClientPlace = Record<string, Tree>

/** By options, and by an address where there is one; what a blank stands for is for the system's file to fill. */
export function clientPlace(
  given: Partial<Record<'host' | 'port' | 'database', Given>>,
  address?: Text,
): ClientPlace {
  const all = [...Object.entries(address ? placeOf(address) : {}), ...Object.entries(given)]
  return Object.fromEntries(
    all.flatMap(([name, value]) => {
      const text = told(value)
      return text ? [[name, text]] : []
    }),
  )
}

/** What a client asks, by the key of its place: what people call it, and the port where it usually is. */
const stores = {
  database: { name: 'database', port: '5432' },
  mongodb: { name: 'database', port: '27017' },
  cache: { name: 'cache', port: '6379' },
}
type Store = keyof typeof stores

/** `on` of an action that is done there. */
export const onPlace = (store: Store, place: ClientPlace) =>
  Object.keys(place).length === 0 ? {} : { on: { [store]: { map: place } } }

/**
 * What a client is told, where it is told to go. Without a host it asks the machine that it is typed on, as by
 * "localhost": that is the system's own, but for what listens there at another port, as a tunnel does.
 */
export function toldAt(store: Store, place: ClientPlace, risk: Risk, judge: (place: ClientPlace) => Judged) {
  const { host, port, ...others } = place as Record<string, Text>
  const said = literal(host)
  if (said === undefined || !(isLoopback(said) || said.startsWith('/'))) return judge(place)
  const { name, port: usual } = stores[store]
  const ours = `${said}: Belay asks the ${name} that the system file names`
  return port && literal(port) !== usual
    ? byHand('it asks the machine that it is typed on', risk, ours)
    : withDoubt(judge(others), ours)
}

export const isAddress = (word: Text | undefined): word is Text =>
  typeof word?.[0] === 'string' && /^[a-z+]+:\/\//i.test(word[0])

/** Of several hosts the first. */
function placeOf(address: Text): Record<string, Text> {
  const { text, back } = masked(address)
  const [, host = '', port = '', database = ''] =
    /^[a-z+]+:\/\/(?:[^@/?]*@)?([^/?:,]*)(?::([^/?,]*))?[^/?]*\/?([^?]*)/i.exec(text) ?? []
  const found = { host, port, database }
  return Object.fromEntries(Object.entries(found).map(([name, piece]) => [name, back(piece)]))
}

/** An option by its names, of which the first that is given counts. */
export const optionOf = ({ options }: Options, ...names: string[]): Given =>
  names.map(name => options[name]).find(value => value !== undefined)
