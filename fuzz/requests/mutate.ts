import type { Chance } from '../../simulation/chance.ts'
import { type Json, odd } from './odd.ts'

/** A place in a payload: what holds it, and under which name. */
interface Place {
  holder: Json[] | { [name: string]: Json }
  name: string
}

function placesIn(json: Json, found: Place[] = []): Place[] {
  if (typeof json !== 'object' || json === null) return found
  for (const name of Object.keys(json)) {
    found.push({ holder: json, name })
    placesIn((json as Record<string, Json>)[name]!, found)
  }
  return found
}

/** Also under the name `__proto__`. */
const put = ({ holder, name }: Place, value: Json) =>
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true })
const at = ({ holder, name }: Place): Json => (holder as Record<string, Json>)[name]!

const ways: ((place: Place, chance: Chance, all: Place[]) => void)[] = [
  (place, chance) => put(place, chance.pick(odd)(chance)),
  (place, chance) => put(place, chance.pick(odd)(chance)),
  ({ holder, name }) => void Reflect.deleteProperty(holder, name),
  (place, chance, all) => put(place, structuredClone(at(chance.pick(all)))),
  (place, chance) => {
    const value = at(place)
    Reflect.deleteProperty(place.holder, place.name)
    put({ ...place, name: chance.pick([`${place.name} `, '__proto__', place.name.toUpperCase(), '']) }, value)
  },
  place => put(place, [at(place)]),
  place => put(place, JSON.stringify(at(place)) ?? ''),
  (place, chance) => {
    const value = at(place)
    if (typeof value === 'string') put(place, textChanged(value, chance))
    else if (Array.isArray(value)) put(place, Array(40).fill(structuredClone(value)).flat() as Json[])
    else put(place, { ...(value as object), more: chance.pick(odd)(chance) })
  },
]

/** Something in the midst of a text, out of it, or twice. */
export function textChanged(text: string, chance: Chance): string {
  const [a, b] = [chance.between(0, text.length + 1), chance.between(0, text.length + 1)].sort(
    (x, y) => x - y,
  )
  const [from, to] = [Math.floor(a!), Math.floor(b!)]
  const bits = [
    ' ',
    '"',
    "'",
    '\\',
    '\n',
    '--',
    ' --system x',
    '@',
    '<',
    '\u0000',
    '\u202E',
    '=',
    ',,',
    ' 1',
    '-',
  ]
  const inside = chance.pick([...bits, '', text.slice(from, to).repeat(2), text.toUpperCase()])
  return `${text.slice(0, from)}${inside}${text.slice(chance.happens(0.5) ? from : to)}`
}

/** The same payload with a few things in it that are not as they should be. */
export function changed<T>(payload: T, chance: Chance): T {
  const copy = { whole: structuredClone(payload) } as unknown as { [name: string]: Json }
  const times = Math.ceil(chance.around(1.2))
  for (let i = 0; i < Math.min(times, 6); i++) {
    const all = placesIn(copy)
    if (all.length > 0) chance.pick(ways)(chance.pick(all), chance, all)
  }
  return (copy.whole ?? null) as T
}

/** The same bytes with some of them gone, flipped, or more of them. */
export function damaged(body: Buffer, chance: Chance): Buffer {
  const where = Math.floor(chance.between(0, body.length + 1))
  const rest = body.subarray(where)
  switch (chance.pick(['cut', 'flipped', 'more', 'twice', 'deep', 'none'] as const)) {
    case 'cut':
      return body.subarray(0, where)
    case 'flipped': {
      const flipped = Buffer.from(body)
      if (where < flipped.length) flipped[where]! ^= 1 << Math.floor(chance.between(0, 8))
      return flipped
    }
    case 'more': {
      const more = Array.from({ length: Math.ceil(chance.between(0, 40)) }, () => chance.between(0, 256))
      return Buffer.concat([body.subarray(0, where), Buffer.from(more), rest])
    }
    case 'twice':
      return Buffer.concat([body, body])
    case 'deep':
      return Buffer.from('['.repeat(20_000))
    case 'none':
      return Buffer.alloc(0)
  }
}
